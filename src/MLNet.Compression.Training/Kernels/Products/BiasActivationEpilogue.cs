using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>z_ij = c_ij + bias_j in place of the product, and beside it y = f(z): a training step needs both.</summary>
/// <param name="bias">[columns of the result].</param>
/// <param name="activated">y, of the result's shape.</param>
internal readonly unsafe struct BiasActivationEpilogue<TOperator>(float* bias, MatrixView activated) : IGemmEpilogue
    where TOperator : struct, IUnaryOperator
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
                var value = TVector.Load(tile.Row(i) + j) + added;
                value.Store(tile.Row(i) + j);
                default(TOperator).Invoke(value).Store(activated.Row(row + i) + column + j);
            }
        }

        var rest = tile.Columns - j;
        if (rest > 0)
        {
            var added = TVector.LoadPartial(source + j, rest, TVector.Zero);
            for (var i = 0; i < tile.Rows; i++)
            {
                var value = TVector.LoadPartial(tile.Row(i) + j, rest, TVector.Zero) + added;
                value.StorePartial(tile.Row(i) + j, rest);
                default(TOperator).Invoke(value).StorePartial(activated.Row(row + i) + column + j, rest);
            }
        }
    }
}
