using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>c_ij = f(c_ij + bias_j): the bias [columns of the result], then the activation of a layer.</summary>
internal readonly unsafe struct BiasEpilogue<TOperator>(float* bias) : IGemmEpilogue
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
                var target = tile.Row(i) + j;
                default(TOperator).Invoke(TVector.Load(target) + added).Store(target);
            }
        }

        var rest = tile.Columns - j;
        if (rest > 0)
        {
            var added = TVector.LoadPartial(source + j, rest, TVector.Zero);
            for (var i = 0; i < tile.Rows; i++)
            {
                var target = tile.Row(i) + j;
                default(TOperator).Invoke(TVector.LoadPartial(target, rest, TVector.Zero) + added).StorePartial(target, rest);
            }
        }
    }
}
