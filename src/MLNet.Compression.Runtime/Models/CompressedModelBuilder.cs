using System.Collections.Immutable;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Makes compressed models of checkpoints.</summary>
internal static class CompressedModelBuilder
{
    /// <summary>Keeps all weights in fp32.</summary>
    public static MatrixEncoder Float32 { get; } = (_, weights, rows, columns) => DenseMatrix.Encode(weights, rows, columns);

    /// <summary>Rounds all matrices, embeddings included, to 8 bits.</summary>
    public static MatrixEncoder Int8 { get; } = (_, weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns);

    /// <summary>Encodes the weights of a model with any head.</summary>
    /// <param name="checkpoint">The weights; the head may not be <see cref="HeadKind.None"/>.</param>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="tokenizer">How text is split; null for the defaults.</param>
    /// <param name="encoder">How to store each matrix; null for <see cref="Float32"/>.</param>
    /// <param name="maxTokens">Longer texts are cut to this length; null for all positions of the model.</param>
    /// <param name="subwords">What splits words into pieces; null for WordPiece.</param>
    /// <exception cref="ArgumentException">The checkpoint has no head, or the vocabulary does not fit.</exception>
    public static CompressedModel FromCheckpoint(
        Checkpoint checkpoint,
        Vocabulary vocabulary,
        TokenizerOptions? tokenizer = null,
        MatrixEncoder? encoder = null,
        int? maxTokens = null,
        SubwordModel? subwords = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (checkpoint.Head == HeadKind.None)
        {
            throw new ArgumentException(
                string.Join(' ', ["The checkpoint is an encoder without a head, so it computes nothing: train a head on it first.", .. checkpoint.Notes]),
                nameof(checkpoint));
        }

        var parts = new CheckpointParts(checkpoint, encoder ?? Float32);
        var head = HeadDefinition.Of(checkpoint.Head);
        var shape = head.ReadsFirstToken ? checkpoint.Shape : checkpoint.Shape with { Pooler = PoolerKind.None };
        return new CompressedModel(
            shape,
            parts.Embeddings(),
            parts.Layers(),
            shape.Pooler == PoolerKind.None ? null : parts.Linear("pooler.dense"),
            parts.Linear(head.Module),
            head.NamesOutputs ? LabelsOf(checkpoint) : [],
            vocabulary,
            tokenizer ?? new TokenizerOptions(),
            maxTokens ?? shape.MaxPositions,
            head.Kind,
            head.DecodesWords ? parts.LanguageModel() : null,
            subwords);
    }

    private static ImmutableArray<string> LabelsOf(Checkpoint checkpoint) => checkpoint.LabelNames.IsDefaultOrEmpty
        ? LabelNaming.Numbered(checkpoint.Settings.Labels)
        : checkpoint.LabelNames;
}
