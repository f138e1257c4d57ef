using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>Copies the elements of a strided tensor into row-major order.</summary>
internal static class StridedGather
{
    /// <summary>Copies elements from <paramref name="firstElement"/>, in row-major order, on.</summary>
    /// <param name="view">The tensor.</param>
    /// <param name="elementSize">Bytes of an element: 1, 2, 4 or 8.</param>
    /// <param name="extent">The storage's bytes from the tensor's first element to its last.</param>
    /// <param name="firstElement">Row-major index of the first element to copy.</param>
    /// <param name="destination">Receives whole elements.</param>
    public static void Copy(TorchView view, int elementSize, ReadOnlySpan<byte> extent, long firstElement, Span<byte> destination)
    {
        switch (elementSize)
        {
            case sizeof(byte):
                Copy(view, extent, firstElement, destination);
                break;
            case sizeof(ushort):
                Copy(view, MemoryMarshal.Cast<byte, ushort>(extent), firstElement, MemoryMarshal.Cast<byte, ushort>(destination));
                break;
            case sizeof(uint):
                Copy(view, MemoryMarshal.Cast<byte, uint>(extent), firstElement, MemoryMarshal.Cast<byte, uint>(destination));
                break;
            case sizeof(ulong):
                Copy(view, MemoryMarshal.Cast<byte, ulong>(extent), firstElement, MemoryMarshal.Cast<byte, ulong>(destination));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(elementSize), elementSize, "An element has 1, 2, 4 or 8 bytes.");
        }
    }

    private static void Copy<T>(TorchView view, ReadOnlySpan<T> extent, long firstElement, Span<T> destination)
    {
        Span<int> index = stackalloc int[view.Shape.Length];
        long at = 0;
        for (var axis = view.Shape.Length - 1; axis >= 0; axis--)
        {
            (firstElement, var remainder) = Math.DivRem(firstElement, view.Shape[axis]);
            index[axis] = (int)remainder;
            at += remainder * view.Strides[axis];
        }

        foreach (ref var value in destination)
        {
            value = extent[(int)at];
            at += Step(view, index);
        }
    }

    // Advances the index as an odometer does; the result is how far the place in the storage moves.
    private static long Step(TorchView view, Span<int> index)
    {
        long moved = 0;
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            moved += view.Strides[axis];
            if (++index[axis] < view.Shape[axis])
            {
                break;
            }

            moved -= view.Strides[axis] * view.Shape[axis];
            index[axis] = 0;
        }

        return moved;
    }
}
