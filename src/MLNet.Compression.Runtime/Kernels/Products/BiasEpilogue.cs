using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Adds a bias [columns of the result] to every row.</summary>
internal readonly unsafe struct BiasEpilogue(float* bias) : IGemmEpilogue
{
    [MethodImpl(KernelMethod.Standalone)]
    public void Apply<TVector>(MatrixView tile, int row, int column)
        where TVector : struct, ISimdVector<TVector>
    {
        var source = bias + column;
        var j = 0;
        for (; j <= tile.Columns - TVector.Count; j += TVector.Count)
        {
            var added = TVector.Load(source + j);
            for (var i = 0; i < tile.Rows; i++)
            {
                (TVector.Load(tile.Row(i) + j) + added).Store(tile.Row(i) + j);
            }
        }

        var rest = tile.Columns - j;
        if (rest > 0)
        {
            var added = TVector.LoadPartial(source + j, rest, TVector.Zero);
            for (var i = 0; i < tile.Rows; i++)
            {
                (TVector.LoadPartial(tile.Row(i) + j, rest, TVector.Zero) + added).StorePartial(tile.Row(i) + j, rest);
            }
        }
    }
}
