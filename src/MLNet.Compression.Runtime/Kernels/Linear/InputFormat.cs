namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>The form in which a linear kernel takes its input.</summary>
internal enum InputFormat
{
    /// <summary>fp32 values.</summary>
    Float,

    /// <summary>Integers in [0, 255], a byte each.</summary>
    Bytes,

    /// <summary>The bytes three times, each 4 in the arrangements 0123, 0213, 0321.</summary>
    ArrangedBytes,
}
