using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>What a linear layer does after the product.</summary>
/// <param name="Bias">b [outputs]; null for none.</param>
/// <param name="Operator">f.</param>
internal sealed record LinearEnd(float[]? Bias, OutputOperator Operator)
{
    private const int Lanes = 64;

    /// <summary>The bias, zeros if there is none, filled up with zeros to whole vectors.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than outputs.</exception>
    public NativeBuffer AlignedBias(int outputs)
    {
        var buffer = NativeBuffer.Cleared<float>(((long)outputs + Lanes - 1) / Lanes * Lanes);
        if (Bias is not null)
        {
            ShapeCheck.Length(outputs, Bias.Length, nameof(Bias));
            Bias.CopyTo(buffer.Span(outputs));
        }

        return buffer;
    }
}
