using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>Reads biases and layer norms.</summary>
/// <param name="reader">Where from.</param>
/// <param name="isHalf">Whether they are in fp16 and not in fp32.</param>
internal readonly struct VectorReader(ModelReader reader, bool isHalf)
{
    public LayerNormWeights ReadNorm(int size, string what) => new(Read(size, $"layer norm scale of {what}"), Read(size, $"layer norm shift of {what}"));

    public float[] Read(int size, string what)
    {
        if (!isHalf)
        {
            return reader.ReadSingles(size, what);
        }

        var halves = MemoryMarshal.Cast<byte, Half>(reader.ReadBytes((long)size * 2, what).AsSpan());
        LittleEndian.ToHost(halves);
        reader.Spend((long)size * sizeof(float), what);
        var values = new float[size];
        TensorPrimitives.ConvertToSingle(halves, values);
        var bad = FiniteCheck.FirstNonFinite(values);
        return bad < 0 ? values : throw reader.Error($"finite {what}", FormattableString.Invariant($"{values[bad]} at index {bad}"));
    }
}
