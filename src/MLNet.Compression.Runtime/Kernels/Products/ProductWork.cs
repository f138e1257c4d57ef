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
        var rows = ((plan.Tiles / plan.RowBlocks) + 1) * TVector.TileRows;
        var scratch = BufferPool.Shared.Rent(((long)steps * rows) + PanelPacker.Overrun);
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

    private void RunPart<TVector>(int rowBlock, int columnBlock, float* scratch)
        where TVector : struct, ISimdVector<TVector>
    {
        var (firstTile, lastTile) = (plan.BlockTile(rowBlock), plan.BlockTile(rowBlock + 1));
        var (firstPanel, lastPanel) = (plan.BlockPanel(columnBlock), plan.BlockPanel(columnBlock + 1));
        var pack = lastPanel - firstPanel >= PanelsWorthPacking;
        for (var block = firstBlock; block < lastBlock; block++)
        {
            if (pack)
            {
                PackTiles<TVector>(firstTile, lastTile, block, scratch);
            }

            for (var panel = firstPanel; panel < lastPanel; panel++)
            {
                for (var tile = firstTile; tile < lastTile; tile++)
                {
                    RunTile<TVector>(tile, panel, block, pack ? scratch + PackedOffset(firstTile, tile, block) : null);
                }
            }
        }
    }

    private void PackTiles<TVector>(int firstTile, int lastTile, int block, float* scratch)
        where TVector : struct, ISimdVector<TVector>
    {
        var (step, steps) = StepsOf(block);
        for (var tile = firstTile; tile < lastTile; tile++)
        {
            var row = plan.TileStart(tile);
            var rows = plan.TileStart(tile + 1) - row;
            left.Pack<TVector>(row, rows, step, steps, scratch + PackedOffset(firstTile, tile, block), rows);
        }
    }

    private nint PackedOffset(int firstTile, int tile, int block) =>
        (nint)(plan.TileStart(tile) - plan.TileStart(firstTile)) * StepsOf(block).Count;

    private (int First, int Count) StepsOf(int block) => (plan.StepStart(block), plan.StepStart(block + 1) - plan.StepStart(block));

    private void RunTile<TVector>(int tile, int panel, int block, float* packed)
        where TVector : struct, ISimdVector<TVector>
    {
        var row = plan.TileStart(tile);
        var rows = plan.TileStart(tile + 1) - row;
        var (step, steps) = StepsOf(block);
        var b = right.At(panel, step - plan.StepStart(firstBlock));
        var target = result.RowRange(row, rows).ColumnRange(panel * right.Width, right.ColumnsOf(panel));
        var add = accumulate || block > 0;
        if (packed is null)
        {
            ProductTile.Run<TVector>(left.At(row, step), left.LineStride, left.StepStride, b, steps, target, add);
        }
        else
        {
            ProductTile.Run<TVector>(packed, 1, rows, b, steps, target, add);
        }

        if (block == plan.StepBlocks - 1)
        {
            epilogue.Apply<TVector>(target, row, panel * right.Width);
        }
    }
}
