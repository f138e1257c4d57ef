using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>The form in which a linear layer takes its input.</summary>
/// <param name="IsInteger">Whether it takes integers in [0, 127], a byte each; else fp32 values.</param>
/// <param name="Clip">The range that is rounded to integers; none for that of each token.</param>
internal readonly record struct InputFormat(bool IsInteger, InputClip Clip)
{
    /// <summary>fp32 values.</summary>
    public static InputFormat Float => default;

    /// <summary>Integers, each token with its own range.</summary>
    public static InputFormat Bytes => new(IsInteger: true, default);
}
