using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>Multiplies slices [firstSlice, lastSlice) of the left factor with their packed panels, part by part of the result.</summary>
/// <param name="plan">How the product is cut.</param>
/// <param name="left">The left factor, in its whole depth.</param>
/// <param name="right">The panels of the slices at hand.</param>
/// <param name="result">The result.</param>
/// <param name="firstSlice">The slice the panels start at.</param>
/// <param name="lastSlice">The slice after the last one.</param>
/// <param name="accumulate">Whether the result holds something to add to before the first slice.</param>
/// <param name="epilogue">Runs on a tile after the last slice.</param>
internal readonly unsafe struct ProductWork<TEpilogue>(
    ProductPlan plan, Factor left, PackedPanels right, MatrixView result, int firstSlice, int lastSlice, bool accumulate, TEpilogue epilogue) : IVectorWork
    where TEpilogue : struct, IGemmEpilogue
{
    // A left factor read for fewer panels than this is cheaper to read in place than to pack.
    private const int PanelsWorthPacking = 3;

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var depth = ((plan.Depth - 1) / plan.Slices) + 1;
        var tiles = (plan.Tiles / plan.RowBands) + 1;
        var scratch = BufferPool.Shared.Rent(tiles * PackedLength(TVector.TileRows, depth));
        try
        {
            for (var part = from; part < to; part++)
            {
                RunPart<TVector>(part / plan.ColumnBands, part % plan.ColumnBands, scratch.Pointer);
            }
        }
        finally
        {
            BufferPool.Shared.Return(scratch);
        }
    }

    private static nint PackedLength(int rows, int depth) => ((nint)rows * depth) + PanelPacker.Overrun;

    private void RunPart<TVector>(int rowBand, int columnBand, float* scratch)
        where TVector : struct, ISimdVector<TVector>
    {
        var tiles = (plan.BandTile(rowBand), plan.BandTile(rowBand + 1));
        var (firstPanel, lastPanel) = (plan.BandPanel(columnBand), plan.BandPanel(columnBand + 1));
        for (var slice = firstSlice; slice < lastSlice; slice++)
        {
            var packed = lastPanel - firstPanel >= PanelsWorthPacking ? scratch : null;
            if (packed is not null)
            {
                PackTiles<TVector>(tiles, slice, packed);
            }

            for (var panel = firstPanel; panel < lastPanel; panel++)
            {
                RunTiles<TVector>(tiles, panel, slice, packed);
            }
        }
    }

    private void PackTiles<TVector>((int First, int Last) tiles, int slice, float* packed)
        where TVector : struct, ISimdVector<TVector>
    {
        var k = plan.SliceStart(slice);
        var depth = plan.SliceStart(slice + 1) - k;
        for (var done = 0; done < depth; done += PackWork.DepthAtOnce)
        {
            var target = packed;
            for (var tile = tiles.First; tile < tiles.Last; tile++)
            {
                var row = plan.TileStart(tile);
                var rows = plan.TileStart(tile + 1) - row;
                left.Pack<TVector>(row, rows, k + done, Math.Min(PackWork.DepthAtOnce, depth - done), target + ((nint)done * rows), rows);
                target += PackedLength(rows, depth);
            }
        }
    }

    private void RunTiles<TVector>((int First, int Last) tiles, int panel, int slice, float* packed)
        where TVector : struct, ISimdVector<TVector>
    {
        var k = plan.SliceStart(slice);
        var depth = plan.SliceStart(slice + 1) - k;
        var b = right.At(panel, k - plan.SliceStart(firstSlice));
        var columns = result.ColumnRange(panel * right.Width, right.ColumnsOf(panel));
        for (var tile = tiles.First; tile < tiles.Last; tile++)
        {
            var row = plan.TileStart(tile);
            var target = columns.RowRange(row, plan.TileStart(tile + 1) - row);
            if (packed is null)
            {
                ProductTile.Run<TVector>(left.At(row, k), left.LineStride, left.DepthStride, b, depth, target, accumulate || slice > 0);
            }
            else
            {
                ProductTile.Run<TVector>(packed, 1, target.Rows, b, depth, target, accumulate || slice > 0);
                packed += PackedLength(target.Rows, depth);
            }

            if (slice == plan.Slices - 1)
            {
                epilogue.Apply<TVector>(target, row, panel * right.Width);
            }
        }
    }
}
