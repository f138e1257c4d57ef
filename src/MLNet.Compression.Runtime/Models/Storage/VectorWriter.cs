using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>Writes biases and layer norms.</summary>
/// <param name="writer">Where to.</param>
/// <param name="isHalf">Whether they are written in fp16, which has to hold them, and not in fp32.</param>
internal readonly struct VectorWriter(ModelWriter writer, bool isHalf)
{
    public void Write(LayerNormWeights norm)
    {
        Write(norm.Scale);
        Write(norm.Shift);
    }

    /// <summary>The values alone; the reader knows how many.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        if (!isHalf)
        {
            writer.WriteSingles(values);
            return;
        }

        var rented = ArrayPool<Half>.Shared.Rent(values.Length);
        var halves = rented.AsSpan(0, values.Length);
        TensorPrimitives.ConvertToHalf(values, halves);
        LittleEndian.ToHost(halves);
        writer.WriteBytes(MemoryMarshal.AsBytes(halves));
        ArrayPool<Half>.Shared.Return(rented);
    }
}
