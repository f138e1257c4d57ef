using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>y = f(x Wᵀ + bias) for panels [from, to) of outputs.</summary>
internal readonly unsafe struct FloatProductWork(PackedPanels weights, MatrixView x, float* bias, MatrixView y, OutputOperator f) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var finish = f.FloatFinish;
        for (var panel = from; panel < to; panel++)
        {
            var columns = y.ColumnRange(panel * weights.Width, weights.ColumnsOf(panel));
            for (var row = 0; row < y.Rows; row += TVector.TileRows)
            {
                var target = columns.RowRange(row, Math.Min(TVector.TileRows, y.Rows - row));
                ProductTile.Run<TVector>(x.Row(row), x.Stride, 1, weights.At(panel, 0), weights.Depth, target, accumulate: false);
                finish(target.Data, target.Stride, target, bias + (panel * weights.Width));
            }
        }
    }
}
