namespace MLNet.Compression.Runtime.Models;

/// <summary>What a kind of head is made of.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name in messages and in a file's list of features.</param>
/// <param name="Module">The name of its first linear layer in <see cref="Checkpoint"/>.</param>
internal sealed record HeadDefinition(HeadKind Kind, string Name, string Module)
{
    private const int StartAndEnd = 2;

    /// <summary>All kinds that a model can have; the first is meant where a file names none.</summary>
    public static IReadOnlyList<HeadDefinition> All { get; } =
    [
        new(HeadKind.Sequence, "classification", "classifier") { ReadsFirstToken = true, NamesOutputs = true },
        new(HeadKind.Regression, "regression", "classifier") { ReadsFirstToken = true },
        new(HeadKind.Token, "token-classification", "classifier") { NamesOutputs = true },
        new(HeadKind.QuestionAnswering, "question-answering", "qa_outputs") { Outputs = _ => StartAndEnd },
        new(HeadKind.MaskedLm, "masked-lm", "cls.predictions.transform.dense") { Outputs = shape => shape.EmbeddingSize, DecodesWords = true },
        new(HeadKind.Embedding, "embedding", "dense") { ReadsFirstToken = true, IsEmbedding = true },
        new(HeadKind.UnitEmbedding, "unit-embedding", "dense") { ReadsFirstToken = true, IsEmbedding = true, IsNormalized = true },
        new(HeadKind.MultiLabel, "multi-label-classification", "classifier") { ReadsFirstToken = true, NamesOutputs = true },
    ];

    /// <summary>Whether there is one row of outputs for each sequence: from the first token's state, or a mean, after a pooler if there is one.</summary>
    public bool ReadsFirstToken { get; private init; }

    /// <summary>Whether each output has a name: that of its class.</summary>
    public bool NamesOutputs { get; private init; }

    /// <summary>Whether a layer norm and the word-embedding table follow the linear layer.</summary>
    public bool DecodesWords { get; private init; }

    /// <summary>Whether the outputs are vectors that stand for a text; the linear layer may be missing then, and the mean over all tokens be read.</summary>
    public bool IsEmbedding { get; private init; }

    /// <summary>Whether each row of outputs is divided by its length.</summary>
    public bool IsNormalized { get; private init; }

    /// <summary>Outputs of the linear layer; null where any number is possible.</summary>
    public Func<BertShape, int>? Outputs { get; private init; }

    /// <exception cref="ArgumentException">No model has such a head.</exception>
    public static HeadDefinition Of(HeadKind kind)
    {
        foreach (var definition in All)
        {
            if (definition.Kind == kind)
            {
                return definition;
            }
        }

        throw new ArgumentException($"A model cannot have the head {kind}.", nameof(kind));
    }
}
