namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>The form in which a linear kernel takes its input.</summary>
internal enum InputFormat
{
    /// <summary>fp32 values.</summary>
    Float,

    /// <summary>Integers in [0, 255], a byte each.</summary>
    Bytes,

    /// <summary>The bytes six times, in the arrangements of <see cref="Int8.PairedForm"/>.</summary>
    ArrangedBytes,

    /// <summary>The integers minus their token's zero point, two bytes each.</summary>
    CenteredShorts,
}
