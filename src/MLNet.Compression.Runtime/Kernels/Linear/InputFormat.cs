namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>The form in which a linear kernel takes its input.</summary>
internal enum InputFormat
{
    /// <summary>fp32 values.</summary>
    Float,

    /// <summary>Integers in [0, 127], a byte each.</summary>
    Bytes,
}
