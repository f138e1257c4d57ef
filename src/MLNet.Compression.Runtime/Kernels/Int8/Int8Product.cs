namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>y = scales x (x Wᵀ) + bias for some groups of outputs.</summary>
/// <param name="weights">W [outputs x inputs].</param>
/// <param name="x">x [tokens x inputs].</param>
/// <param name="bias">A value for each output, up to a whole group.</param>
/// <param name="y">Receives the result [tokens x outputs].</param>
/// <param name="firstGroup">The first group of 16 outputs.</param>
/// <param name="endGroup">The group after the last.</param>
internal readonly unsafe struct Int8Product(
    Int8Blocks weights, QuantizedRows x, float* bias, MatrixView y, int firstGroup, int endGroup)
{
    public readonly Int8Blocks Weights = weights;
    public readonly QuantizedRows X = x;
    public readonly float* Bias = bias;
    public readonly MatrixView Y = y;
    public readonly int FirstGroup = firstGroup;
    public readonly int EndGroup = endGroup;
}
