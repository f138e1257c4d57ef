using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>What a forward pass made, as far as it was asked for.</summary>
internal sealed class ModelOutputs
{
    /// <summary>Number of layers of the model.</summary>
    public required int LayerCount { get; init; }

    /// <summary>Embeddings after their layer norm [tokens x embedding size]; null where nothing is known but logits.</summary>
    public Tensor? Embeddings { get; init; }

    /// <summary>Each layer's output [tokens x hidden size]; null where it was not asked for.</summary>
    public required IReadOnlyList<Tensor?> HiddenStates { get; init; }

    /// <summary>Each layer's raw scores Q Kᵀ / sqrt(head size), flat, see <see cref="Layouts"/>; null where not asked for, or the layer has no heads or is skipped.</summary>
    public required IReadOnlyList<Tensor?> AttentionScores { get; init; }

    /// <summary>Each layer's queries, keys and values [tokens x 3 · heads · head size], in this order; null where not asked for, or the layer has no heads or is skipped.</summary>
    public required IReadOnlyList<Tensor?> QueryKeyValues { get; init; }

    /// <summary>Where each sequence's and head's scores lie, layer by layer; of a static model one of no heads.</summary>
    public required IReadOnlyList<AttentionLayout> Layouts { get; init; }

    /// <summary>The head's outputs [sequences x outputs], or [tokens x outputs] where it looks at tokens; null where not asked for, or no token was chosen.</summary>
    public Tensor? Logits { get; private init; }

    /// <summary>The tokens that the rows of <see cref="Logits"/> are of, ascending; null where there is a row for each token or sequence.</summary>
    public IReadOnlyList<int>? LogitTokens { get; private init; }

    /// <summary>What is there of a pass that nobody needs.</summary>
    public static ModelOutputs Nothing { get; } = new()
    {
        LayerCount = 0,
        HiddenStates = [],
        AttentionScores = [],
        QueryKeyValues = [],
        Layouts = [],
    };

    /// <summary>The token, or sequence, that a row of <see cref="Logits"/> is of.</summary>
    public int PlaceOf(int row) => LogitTokens?[row] ?? row;

    /// <summary>What is known of somebody who predicts and shows nothing else.</summary>
    public static ModelOutputs OnlyLogits(Tensor logits) => Nothing.With(logits);

    public ModelOutputs With(Tensor logits, IReadOnlyList<int>? tokens = null) => new()
    {
        LayerCount = LayerCount,
        Embeddings = Embeddings,
        HiddenStates = HiddenStates,
        AttentionScores = AttentionScores,
        QueryKeyValues = QueryKeyValues,
        Layouts = Layouts,
        Logits = logits,
        LogitTokens = tokens,
    };
}
