namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Fake quantisation of embedding rows to int8 with a symmetric scale per row.</summary>
internal sealed class Int8EmbeddingRows : RowParametrization
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> row, Span<float> destination) => Int8Rows.Symmetric(row, destination);
}
