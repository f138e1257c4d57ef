namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>What a linear layer does after the product.</summary>
/// <param name="Bias">b [outputs]; null for none.</param>
/// <param name="Operator">f.</param>
internal sealed record LinearEnd(float[]? Bias, OutputOperator Operator)
{
    private const int Lanes = 64;

    /// <summary>The bias, zeros if there is none, filled up with zeros to whole vectors.</summary>
    public AlignedBuffer AlignedBias(int outputs)
    {
        var buffer = new AlignedBuffer((long)(outputs + Lanes - 1) / Lanes * Lanes * sizeof(float));
        Bias.AsSpan().CopyTo(buffer.As<float>());
        return buffer;
    }
}
