using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Remembering;

/// <summary>What of a tensor belongs to one sequence.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Start">Its first element.</param>
/// <param name="Count">Its elements.</param>
/// <param name="IsExact">Whether it is kept as fp32; otherwise as fp16, within whose range it is brought.</param>
internal readonly record struct OutputPiece(Tensor Tensor, long Start, long Count, bool IsExact)
{
    private static readonly float _largestHalf = (float)Half.MaxValue;

    /// <summary>The bytes that are kept.</summary>
    public int Bytes => checked((int)Count * (IsExact ? sizeof(float) : 2));

    private Span<float> Values => Tensor.ValueSpan.Slice((int)Start, (int)Count);

    /// <summary>Writes the piece as it is kept.</summary>
    public void Write(Span<byte> bytes)
    {
        if (IsExact)
        {
            MemoryMarshal.AsBytes(Values).CopyTo(bytes);
            return;
        }

        var halves = MemoryMarshal.Cast<byte, Half>(bytes[..Bytes]);
        TensorPrimitives.Clamp(Values, -_largestHalf, _largestHalf, Values);
        TensorPrimitives.ConvertToHalf(Values, halves);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(ReadOnlySpan<byte> bytes)
    {
        if (IsExact)
        {
            MemoryMarshal.Cast<byte, float>(bytes[..Bytes]).CopyTo(Values);
            return;
        }

        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes[..Bytes]), Values);
    }
}
