using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A tensor's look into a storage: element [i, j, ...] is the storage's element Offset + i Strides[0] + j Strides[1] + ...</summary>
/// <remarks>Checked when built: every element lies in the storage.</remarks>
internal sealed record TorchView(TorchStorage Storage, long Offset, ImmutableArray<int> Shape, ImmutableArray<long> Strides, long Count)
    : PickledTensor(Shape, Count)
{
    /// <summary>Whether the elements lie in row-major order without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>Elements from the first to the last of the storage that the tensor sees.</summary>
    public long Extent => ExtentOf(Shape, Strides, Count) ?? 0;

    /// <summary>A view, or null where it leaves the storage.</summary>
    public static TorchView? TryCreate(TorchStorage storage, long offset, ImmutableArray<int> shape, ImmutableArray<long> strides)
    {
        if (offset < 0 || offset > storage.Count || strides.Any(stride => stride < 0) || TensorShape.TryCount(shape.AsSpan()) is not { } count)
        {
            return null;
        }

        return ExtentOf(shape, strides, count) is { } extent && extent <= storage.Count - offset
            ? new TorchView(storage, offset, shape, strides, count)
            : null;
    }

    private static long? ExtentOf(ImmutableArray<int> shape, ImmutableArray<long> strides, long count)
    {
        if (count == 0)
        {
            return 0;
        }

        Int128 last = 0;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            last += (Int128)(shape[axis] - 1) * strides[axis];
        }

        return last < long.MaxValue ? (long)last + 1 : null;
    }
}
