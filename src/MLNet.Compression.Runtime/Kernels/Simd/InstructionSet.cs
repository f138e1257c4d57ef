namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>The vector widths kernels are compiled for, narrowest first.</summary>
internal enum InstructionSet
{
    /// <summary>128-bit vectors of any processor (SSE, Arm AdvSimd).</summary>
    Portable = 0,

    /// <summary>256-bit vectors with fused multiply-add.</summary>
    Avx2 = 1,

    /// <summary>512-bit vectors, of bytes too.</summary>
    Avx512 = 2,
}
