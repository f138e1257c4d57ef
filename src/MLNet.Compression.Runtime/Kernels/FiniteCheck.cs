using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Looks for numbers that are none that a model can hold.</summary>
internal static class FiniteCheck
{
    /// <summary>The index of the first value that is infinite or no number; -1 if there is none.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The index of the first value below 0; -1 if there is none.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static int FirstNegative(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0)
            {
                return i;
            }
        }

        return -1;
    }
}
