namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>A model, and how much of it a step trains.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Shape">The model.</param>
/// <param name="Sequences">Sequences a batch.</param>
/// <param name="Tokens">Tokens a sequence.</param>
internal sealed record TrainingCase(string Name, BertShape Shape, int Sequences, int Tokens)
{
    private static readonly BertShape _miniLm = BertShape.Uniform(30522, 6, 384, 12, 1536);
    private static readonly BertShape _bertBase = BertShape.Uniform(30522, 12, 768, 12, 3072);

    public static BertShape TinyBert4 { get; } = BertShape.Uniform(30522, 4, 312, 12, 1200);

    public static IReadOnlyList<TrainingCase> All { get; } =
    [
        new("MiniLM-L6", _miniLm, 32, 32),
        new("MiniLM-L6", _miniLm, 32, 128),
        new("TinyBERT4-312", TinyBert4, 32, 32),
        new("TinyBERT4-312", TinyBert4, 32, 128),
        new("BERT-base", _bertBase, 32, 32),
    ];

    public int TokensPerStep => Sequences * Tokens;

    /// <summary>6 x (weights of the encoder's linear layers) x tokens: forward, and the two products of backward.</summary>
    public double FlopsPerStep => 6 * LinearWeights(Shape) * TokensPerStep;

    /// <summary>Weights of the encoder's linear layers.</summary>
    public static double LinearWeights(BertShape shape) =>
        shape.Layers.Sum(layer => (4.0 * layer.AttentionSize * shape.HiddenSize) + (2.0 * layer.FeedForwardSize * shape.HiddenSize));
}
