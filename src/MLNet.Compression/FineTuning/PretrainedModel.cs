using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A checkpoint and its tokenizer, as a Hugging Face folder holds them.</summary>
internal sealed record PretrainedModel(Checkpoint Checkpoint, TextTokenizer Tokenizer) : IModelStart
{
    /// <summary>Whether it was made for vectors, by the mean over the tokens.</summary>
    public bool IsOfMeans { get; init; }

    public BertShape Shape => Checkpoint.Shape;

    /// <summary>Reads a Hugging Face folder, one of Model2Vec, or a file that <see cref="CompressedModel.Save(string)"/> wrote.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, and no such file.</exception>
    /// <exception cref="ModelFileException">A file is damaged, or holds something else.</exception>
    public static IModelStart Load(string path) =>
        File.Exists(path) ? FittedModel.Of(CompressedModel.Load(path))
        : !Directory.Exists(path) ? throw new DirectoryNotFoundException(
            $"There is no checkpoint folder '{Path.GetFullPath(path)}'. Name a Hugging Face model folder with config.json, model.safetensors or pytorch_model.bin, and vocab.txt or tokenizer.json, or the file of a model that this library saved.")
        : StaticCheckpoint.IsIn(path) ? new StaticModel(StaticCheckpoint.Load(path))
        : new PretrainedModel(Checkpoint.Load(path), TextTokenizer.Load(path)) { IsOfMeans = SentenceSettings.SaysMean(path) };

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
