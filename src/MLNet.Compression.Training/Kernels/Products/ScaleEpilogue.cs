using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>Multiplies the product by a number.</summary>
internal readonly unsafe struct ScaleEpilogue(float factor) : IGemmEpilogue
{
    [MethodImpl(KernelMethod.Standalone)]
    public void Apply<TVector>(MatrixView tile, int row, int column)
        where TVector : struct, ISimdVector<TVector>
    {
        var scale = TVector.Create(factor);
        for (var i = 0; i < tile.Rows; i++)
        {
            var values = tile.Row(i);
            var j = 0;
            for (; j <= tile.Columns - TVector.Count; j += TVector.Count)
            {
                (TVector.Load(values + j) * scale).Store(values + j);
            }

            var rest = tile.Columns - j;
            if (rest > 0)
            {
                (TVector.LoadPartial(values + j, rest, TVector.Zero) * scale).StorePartial(values + j, rest);
            }
        }
    }
}
