using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>How the JIT is to treat a method that holds a vector loop.</summary>
internal static class KernelMethod
{
    /// <summary>Fully optimised from the first call, and by itself: inlined elsewhere, its vector operations would become calls.</summary>
    public const MethodImplOptions Standalone = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
