using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A checkpoint and its tokenizer, as a Hugging Face folder holds them.</summary>
internal sealed record PretrainedModel(Checkpoint Checkpoint, TextTokenizer Tokenizer) : IModelStart
{
    public BertShape Shape => Checkpoint.Shape;

    /// <summary>Reads a Hugging Face folder, or one of Model2Vec.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IModelStart Load(string folder) => Directory.Exists(folder)
        ? StaticCheckpoint.IsIn(folder) ? new StaticModel(StaticCheckpoint.Load(folder)) : new PretrainedModel(Checkpoint.Load(folder), TextTokenizer.Load(folder))
        : throw new DirectoryNotFoundException(
            $"There is no checkpoint folder '{Path.GetFullPath(folder)}'. Name a Hugging Face model folder with config.json, model.safetensors or pytorch_model.bin, and vocab.txt or tokenizer.json.");

    /// <summary>What the user should know of the files, a sentence each.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            var (pieces, rows) = (Tokenizer.Vocabulary.Count, Checkpoint.Shape.VocabularySize);
            string[] unused = pieces < rows
                ? [$"The vocabulary has {pieces} ids for {rows} word embeddings: {rows - pieces} of them are never used. Does it belong to this model?"]
                : [];
            return [.. Checkpoint.Notes, .. Tokenizer.Notes, .. unused];
        }
    }

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed)
    {
        var order = OrderIn(labels, head);
        var model = TextModelFactory.Create(Checkpoint, Tokenizer, order is null ? labels : Checkpoint.LabelNames, Math.Min(maxTokens, Checkpoint.Shape.MaxPositions), seed, head);
        return order is null ? model : ClassOrder.Apply(model, order);
    }

    /// <summary>For each class its place in the checkpoint's classifier; null where that is for other classes.</summary>
    private int[]? OrderIn(IReadOnlyList<string> classes, HeadKind head) => Checkpoint.Head == head && head is HeadKind.Sequence or HeadKind.MultiLabel or HeadKind.Token && !Checkpoint.LabelNames.IsDefault
        ? ClassOrder.Find(Checkpoint.LabelNames, classes)
        : null;
}
