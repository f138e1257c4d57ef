namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    private static readonly QuantizationPlan _fourBits = QuantizationPlan.Of(QuantizationScheme.LearnedStep(4));
    private static readonly QuantizationPlan _threeBits = QuantizationPlan.Of(QuantizationScheme.LearnedStep(3));

    /// <summary>The epochs of KDLSQ-BERT, and the rate at which 3 and 4 bits lost least on SST-2 (docs/quantization.md).</summary>
    private static readonly TrainingLength _quantization = new(Epochs: 3, LearningRate: 1e-4);

    /// <summary>From some 7 MB on, 5, 3, 2 and 1 MB, in this order; what is smaller is static, which does better there (docs/size-and-accuracy.md).</summary>
    private static readonly RecipeStudent[] _sizes =
    [
        new(new(6, 384, 12, 1536) { EmbeddingSize = 192, SegmentEmbeddings = false }, _fourBits) { Vocabulary = 16_000 },
        new(new(6, 312, 12, 1200) { EmbeddingSize = 160, SegmentEmbeddings = false }, _fourBits) { Vocabulary = 12_000 },
        new(new(4, 312, 12, 1200) { EmbeddingSize = 128, SegmentEmbeddings = false }, _fourBits) { Vocabulary = 8_000 },
        new(new(4, 312, 12, 900) { EmbeddingSize = 96, SegmentEmbeddings = false }, _threeBits) { Vocabulary = 6_000 },
        new(new(4, 192, 12, 600) { EmbeddingSize = 64, SegmentEmbeddings = false }, _threeBits) { Vocabulary = 6_000 },
        new(StudentShape.Static(64, hidden: 64), _fourBits) { Vocabulary = 12_000 },
        new(StudentShape.Static(32), _fourBits) { Vocabulary = 10_000 },
        new(StudentShape.Static(16), _fourBits) { Vocabulary = 6_000 },
    ];

    /// <summary>
    /// The best model that is known to fit a size: transformers of six layers of 384 features down to four of 192, in weights of 4 and 3 bits, and below static students. Bits are the cheaper coin
    /// than blocks, so nothing is pruned.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Small(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(_sizes) { Bytes = bytes, QuantizationLength = _quantization };
    }
}
