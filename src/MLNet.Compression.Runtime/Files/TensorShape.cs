using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Arithmetic on shapes that come from outside.</summary>
internal static class TensorShape
{
    /// <summary>Tensors of more dimensions than this are refused.</summary>
    public const int MaxRank = 8;

    /// <summary>Product of the dimensions, 1 for a scalar; null where it exceeds a long.</summary>
    public static long? TryCount(ReadOnlySpan<int> shape)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        long count = 1;
        foreach (var size in shape)
        {
            if (count > long.MaxValue / size)
            {
                return null;
            }

            count *= size;
        }

        return count;
    }

    /// <summary>The shape as "[2, 3]".</summary>
    public static string Format(ImmutableArray<int> shape) => $"[{string.Join(", ", shape)}]";
}
