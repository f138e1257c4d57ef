using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>Multiplies step blocks [firstBlock, lastBlock) of the left factor with their packed panels, part by part of the result.</summary>
/// <param name="plan">How the product is cut.</param>
/// <param name="left">The left factor, all steps.</param>
/// <param name="right">The panels of the step blocks at hand.</param>
/// <param name="result">The result.</param>
/// <param name="firstBlock">The step block the panels start at.</param>
/// <param name="lastBlock">The step block after the last one.</param>
/// <param name="accumulate">Whether the result holds something to add to before the first step.</param>
/// <param name="epilogue">Runs on a tile after the last step.</param>
internal readonly unsafe struct ProductWork<TEpilogue>(
    ProductPlan plan, Factor left, PackedPanels right, MatrixView result, int firstBlock, int lastBlock, bool accumulate, TEpilogue epilogue) : IVectorWork
    where TEpilogue : struct, IGemmEpilogue
{
    // A left factor read for fewer panels than this is cheaper to read in place than to pack.
    private const int PanelsWorthPacking = 3;

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var steps = ((plan.Steps - 1) / plan.StepBlocks) + 1;
        var tiles = (plan.Tiles / plan.RowBlocks) + 1;
        var scratch = BufferPool.Shared.Rent(tiles * PackedLength(TVector.TileRows, steps));
        try
        {
            for (var part = from; part < to; part++)
            {
                RunPart<TVector>(part / plan.ColumnBlocks, part % plan.ColumnBlocks, scratch.Pointer);
            }
        }
        finally
        {
            BufferPool.Shared.Return(scratch);
        }
    }

    private static nint PackedLength(int rows, int steps) => ((nint)rows * steps) + PanelPacker.Overrun;

    private void RunPart<TVector>(int rowBlock, int columnBlock, float* scratch)
        where TVector : struct, ISimdVector<TVector>
    {
        var tiles = (plan.BlockTile(rowBlock), plan.BlockTile(rowBlock + 1));
        var (firstPanel, lastPanel) = (plan.BlockPanel(columnBlock), plan.BlockPanel(columnBlock + 1));
        for (var block = firstBlock; block < lastBlock; block++)
        {
            var packed = lastPanel - firstPanel >= PanelsWorthPacking ? scratch : null;
            if (packed is not null)
            {
                PackTiles<TVector>(tiles, block, packed);
            }

            for (var panel = firstPanel; panel < lastPanel; panel++)
            {
                RunTiles<TVector>(tiles, panel, block, packed);
            }
        }
    }

    private void PackTiles<TVector>((int First, int Last) tiles, int block, float* packed)
        where TVector : struct, ISimdVector<TVector>
    {
        var step = plan.StepStart(block);
        var steps = plan.StepStart(block + 1) - step;
        for (var done = 0; done < steps; done += PackWork.StepsAtOnce)
        {
            var target = packed;
            for (var tile = tiles.First; tile < tiles.Last; tile++)
            {
                var row = plan.TileStart(tile);
                var rows = plan.TileStart(tile + 1) - row;
                left.Pack<TVector>(row, rows, step + done, Math.Min(PackWork.StepsAtOnce, steps - done), target + ((nint)done * rows), rows);
                target += PackedLength(rows, steps);
            }
        }
    }

    private void RunTiles<TVector>((int First, int Last) tiles, int panel, int block, float* packed)
        where TVector : struct, ISimdVector<TVector>
    {
        var step = plan.StepStart(block);
        var steps = plan.StepStart(block + 1) - step;
        var b = right.At(panel, step - plan.StepStart(firstBlock));
        var columns = result.ColumnRange(panel * right.Width, right.ColumnsOf(panel));
        for (var tile = tiles.First; tile < tiles.Last; tile++)
        {
            var row = plan.TileStart(tile);
            var target = columns.RowRange(row, plan.TileStart(tile + 1) - row);
            if (packed is null)
            {
                ProductTile.Run<TVector>(left.At(row, step), left.LineStride, left.StepStride, b, steps, target, accumulate || block > 0);
            }
            else
            {
                ProductTile.Run<TVector>(packed, 1, target.Rows, b, steps, target, accumulate || block > 0);
                packed += PackedLength(target.Rows, steps);
            }

            if (block == plan.StepBlocks - 1)
            {
                epilogue.Apply<TVector>(target, row, panel * right.Width);
            }
        }
    }
}
