using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>y = f(x Wᵀ + bias) for panels [from, to) of outputs.</summary>
internal readonly unsafe struct FloatProductWork<TOperator>(PackedPanels weights, MatrixView x, float* bias, MatrixView y, TOperator f) : IVectorWork
    where TOperator : struct, IUnaryOperator
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var tiles = (y.Rows + TVector.TileRows - 1) / TVector.TileRows;
        for (var panel = from; panel < to; panel++)
        {
            var columns = y.ColumnRange(panel * weights.Width, weights.ColumnsOf(panel));
            for (var tile = 0; tile < tiles; tile++)
            {
                var row = tile * y.Rows / tiles;
                var target = columns.RowRange(row, ((tile + 1) * y.Rows / tiles) - row);
                ProductTile.Run<TVector>(x.Row(row), x.Stride, 1, weights.At(panel, 0), weights.Steps, target, accumulate: false);
                Finish<TVector>(target, bias + (panel * weights.Width));
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Finish<TVector>(MatrixView tile, float* offsets)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var j = 0; j < tile.Columns; j += TVector.Count)
        {
            var offset = TVector.Load(offsets + j);
            var count = tile.Columns - j;
            for (var i = 0; i < tile.Rows; i++)
            {
                var target = tile.Row(i) + j;
                if (count >= TVector.Count)
                {
                    f.Invoke(TVector.Load(target) + offset).Store(target);
                }
                else
                {
                    f.Invoke(TVector.LoadPartial(target, count, TVector.Zero) + offset).StorePartial(target, count);
                }
            }
        }
    }
}
