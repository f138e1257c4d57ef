using System.Collections.Immutable;

namespace MLNet.Compression;

/// <summary>What a model folder's config.json says.</summary>
public sealed record ModelSettings
{
    /// <summary>The architecture as Hugging Face names it: "bert", "albert", "distilbert", "roberta" or "xlm-roberta".</summary>
    public required string ModelType { get; init; }

    /// <summary>The sizes of the encoder.</summary>
    public required BertShape Shape { get; init; }

    /// <summary>What stands on the encoder.</summary>
    public HeadKind Head { get; init; } = HeadKind.None;

    /// <summary>Outputs of a sequence, regression or token head; without meaning for other heads.</summary>
    public int Labels { get; init; } = 2;

    /// <summary>Names of the outputs, as many as <see cref="Labels"/>, or empty where they have none.</summary>
    public ImmutableArray<string> LabelNames { get; init; } = [];

    /// <summary>Probability of dropout on embeddings and on the outputs of attention and feed-forward, in training.</summary>
    public double HiddenDropout { get; init; } = 0.1;

    /// <summary>Probability of dropout on attention probabilities, in training.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Probability of dropout before the classifier, in training.</summary>
    public double ClassifierDropout { get; init; } = 0.1;
}
