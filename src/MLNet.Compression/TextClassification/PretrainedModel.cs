using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A checkpoint and its tokenizer, as a Hugging Face folder holds them.</summary>
internal sealed record PretrainedModel(Checkpoint Checkpoint, BertTokenizer Tokenizer)
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static PretrainedModel Load(string folder) => Directory.Exists(folder)
        ? new PretrainedModel(Checkpoint.Load(folder), BertTokenizer.Load(folder))
        : throw new DirectoryNotFoundException(
            $"There is no checkpoint folder '{Path.GetFullPath(folder)}'. Name a Hugging Face model folder with config.json, model.safetensors or pytorch_model.bin, and vocab.txt or tokenizer.json.");

    public TextModel Create(IReadOnlyList<string> classes, int maxTokens, int seed) =>
        TextModelFactory.Create(Checkpoint, Tokenizer, classes, Math.Min(maxTokens, Checkpoint.Shape.MaxPositions), seed);
}
