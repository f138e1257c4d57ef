namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    /// <summary>One bit a weight, or two, as rows of vectors: they keep more of a word than integers, or narrower tables, of as many bytes (docs/row-tables.md).</summary>
    private static readonly QuantizationScheme _words = QuantizationScheme.ProductRows(parts: 48);
    private static readonly QuantizationScheme _finerWords = QuantizationScheme.ProductRows(parts: 96);

    private static readonly QuantizationPlan _staticBits = QuantizationPlan.Of(QuantizationScheme.LearnedStep(4));

    /// <summary>The epochs of KDLSQ-BERT, more with few rows, and the rate at which 3 and 4 bits lost least on SST-2 (docs/quantization.md).</summary>
    private static readonly TrainingLength _quantization = new(Epochs: 3, LearningRate: 1e-4) { Steps = 400 };

    /// <summary>The best first; what is smaller than the last with layers is static, which does better there (docs/size-and-accuracy.md).</summary>
    private static readonly RecipeStudent[] _sizes =
    [
        Transformer(6, feedForward: 1536, bits: 4, _finerWords, pieces: 16_000),
        Transformer(6, feedForward: 768, bits: 4, _finerWords, pieces: 8_000),
        Transformer(6, feedForward: 384, bits: 3, _words, pieces: 8_000),
        Transformer(4, feedForward: 384, bits: 3, _words, pieces: 6_000),
        Transformer(3, feedForward: 384, bits: 3, _words, pieces: 5_000),
        Transformer(3, feedForward: 192, bits: 2, _words, pieces: 5_000),
        new(StudentShape.Static(64, hidden: 64), _staticBits) { Vocabulary = 12_000 },
        new(StudentShape.Static(32), _staticBits) { Vocabulary = 10_000 },
        new(StudentShape.Static(16), _staticBits) { Vocabulary = 6_000 },
    ];

    /// <summary>
    /// The best model that is known to fit a size: transformers of six to three layers of 384 features in weights of 4 to 2 bits, their words as rows of vectors, and below 1 MB static students.
    /// Bits are the cheaper coin than blocks, so nothing is pruned.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Small(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(_sizes) { Bytes = bytes, QuantizationLength = _quantization };
    }

    /// <summary>Layers and words as wide as MiniLM's, so that nothing is lost between its states and a student's; what it has less is neurons.</summary>
    private static RecipeStudent Transformer(int layers, int feedForward, int bits, QuantizationScheme words, int pieces) =>
        new(new StudentShape(layers, 384, 12, feedForward) { SegmentEmbeddings = false }, QuantizationPlan.Of(QuantizationScheme.LearnedStep(bits), words)) { Vocabulary = pieces };
}
