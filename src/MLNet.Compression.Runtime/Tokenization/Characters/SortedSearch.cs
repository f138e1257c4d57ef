using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>Binary search.</summary>
internal static class SortedSearch
{
    /// <summary>The last of some ascending values that is not greater than a value; -1 if there is none.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static int Last(int[] values, int value)
    {
        var low = 0;
        for (var high = values.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (values[middle] <= value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}
