using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Models that turn texts into vectors.</summary>
internal static partial class TextModelFactory
{
    /// <summary>The encoder of a checkpoint with the pooling of an embedding model; its head is not used.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="pooling">What is read of a text: the first token or the mean.</param>
    /// <param name="head">Vectors of any length or of length 1.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static TextModel CreateEmbedding(Checkpoint checkpoint, BertTokenizer tokenizer, int maxTokens, PoolerKind pooling, HeadKind head)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var shape = checkpoint.Shape with { Pooler = pooling };
        var model = CreateRandom(shape, tokenizer, [], Math.Min(maxTokens, shape.MaxPositions), seed: 0, head);
        CopyWeights(checkpoint, model);
        return model;
    }

    /// <summary>The vectors of a Model2Vec folder, whose mean stands for a text.</summary>
    /// <param name="checkpoint">The folder.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="head">Vectors of any length or of length 1.</param>
    public static TextModel CreateEmbedding(StaticCheckpoint checkpoint, int maxTokens, HeadKind head) => Create(checkpoint, [], maxTokens, seed: 0, head);

    /// <summary>The encoder of another model, in memory of its own, with the pooling of an embedding model; where the other is one too, with its linear layer.</summary>
    /// <param name="source">The other model; not changed.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="pooling">What is read of a text: the first token or the mean.</param>
    /// <param name="head">Vectors of any length or of length 1.</param>
    public static TextModel CreateEmbedding(TextModel source, int maxTokens, PoolerKind pooling, HeadKind head)
    {
        var shape = source.Shape with { Pooler = pooling };
        var model = CreateRandom(shape, source.Tokenizer, [], Math.Min(maxTokens, shape.MaxPositions), seed: 0, head, source.Dense);
        model.NewTensors = CopyShared(source, model);
        model.IsUntrained = source.IsUntrained;
        return model;
    }
}
