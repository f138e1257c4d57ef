namespace MLNet.Compression.Training.Parametrizations;

/// <summary>What the forward pass sees instead of one row of an embedding table; the gradient passes straight through.</summary>
internal abstract class RowParametrization
{
    /// <param name="row">The raw row.</param>
    /// <param name="destination">As long as <paramref name="row"/>; what to compute with is written here; may be the same memory.</param>
    public abstract void Apply(ReadOnlySpan<float> row, Span<float> destination);
}
