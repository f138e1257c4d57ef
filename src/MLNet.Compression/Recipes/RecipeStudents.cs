namespace MLNet.Compression.Recipes;

/// <summary>What the students of the ready-made recipes have in common.</summary>
internal static class RecipeStudents
{
    /// <summary>One bit a weight, or two with <see cref="FinerWords"/>, as rows of vectors: they keep more of a word than integers, or narrower tables, of as many bytes (docs/row-tables.md).</summary>
    public static QuantizationScheme Words { get; } = QuantizationScheme.ProductRows(parts: 48);

    /// <summary>Two bits a weight.</summary>
    public static QuantizationScheme FinerWords { get; } = QuantizationScheme.ProductRows(parts: 96);

    /// <summary>Dense, and as deep as MiniLM, the best first.</summary>
    public static IReadOnlyList<RecipeStudent> SixLayers { get; } =
    [
        Transformer(6, feedForward: 1536, bits: 4, FinerWords, pieces: 16_000),
        Transformer(6, feedForward: 768, bits: 4, FinerWords, pieces: 8_000),
        Transformer(6, feedForward: 384, bits: 3, Words, pieces: 8_000),
    ];

    /// <summary>Four layers, or three, without four fifths of their blocks, the best first: as good as denser ones of fewer bits and as many bytes, and faster, if pruning takes its time.</summary>
    public static IReadOnlyList<RecipeStudent> Pruned { get; } =
    [
        Transformer(4, feedForward: 768, bits: 8, FinerWords, pieces: 6_000, sparsity: 0.8),
        Transformer(4, feedForward: 768, bits: 4, Words, pieces: 6_000, sparsity: 0.8),
        Transformer(3, feedForward: 768, bits: 4, Words, pieces: 5_000, sparsity: 0.8),
    ];

    /// <summary>What is left where no layers fit, the best first; smaller than the smallest with layers, static students do better (docs/size-and-accuracy.md).</summary>
    public static IReadOnlyList<RecipeStudent> Static { get; } =
    [
        OneVector(64, hidden: 64, pieces: 12_000),
        OneVector(32, hidden: 0, pieces: 10_000),
        OneVector(16, hidden: 0, pieces: 6_000),
    ];

    /// <summary>The epochs of KDLSQ-BERT, more with few rows, and the rate at which 3 and 4 bits lost least on SST-2 (docs/quantization.md).</summary>
    public static TrainingLength Quantization { get; } = new(Epochs: 3, LearningRate: 1e-4) { Steps = 400 };

    /// <summary>Five times the usual steps, without which four fifths of the blocks are not pruned well.</summary>
    public static TrainingLength Pruning { get; } = new() { Steps = 2_000 };

    /// <summary>Layers and words as wide as MiniLM's, so that nothing is lost between its states and a student's; what it has less is neurons.</summary>
    private static RecipeStudent Transformer(int layers, int feedForward, int bits, QuantizationScheme words, int pieces, double sparsity = 0) =>
        new(new StudentShape(layers, 384, 12, feedForward) { SegmentEmbeddings = false }, QuantizationPlan.Of(QuantizationScheme.LearnedStep(bits), words))
        {
            Vocabulary = pieces,
            Sparsity = sparsity,
        };

    private static RecipeStudent OneVector(int dimensions, int hidden, int pieces) =>
        new(StudentShape.Static(dimensions, hidden: hidden), QuantizationPlan.Of(QuantizationScheme.LearnedStep(4))) { Vocabulary = pieces };
}
