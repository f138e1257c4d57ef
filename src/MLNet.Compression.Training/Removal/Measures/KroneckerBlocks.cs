using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Units that are blocks of one matrix, by its Fisher information in Kronecker factors: those side by side make up for each other.</summary>
/// <param name="group">The units.</param>
/// <param name="layer">The layer of the matrix through which they act.</param>
/// <param name="factors">Its factors.</param>
/// <param name="options">How they are measured.</param>
/// <param name="workers">Threads; the results do not depend on them.</param>
internal sealed class KroneckerBlocks(UnitGroup group, Linear layer, KroneckerFactors factors, KroneckerMeasure options, WorkerPool workers)
{
    private readonly UnitPart _part = group.ActingParts.Single();

    private Parameter Weight => _part.Weight;

    private int BlocksOfSpan => Math.Max(1, options.Inputs / _part.Grid.Shape.Inputs);

    /// <summary>½ Σ over the outputs of h wᵀ ([A⁻¹]_QQ)⁻¹ w of each unit Q.</summary>
    public double[] Scores()
    {
        var (scores, kept, outputs) = (new double[group.Count], group.Kept, factors.Outputs());
        foreach (var span in Spans())
        {
            var form = factors.InputsOf(span.Columns, options.Damping);
            int[][] alike = [.. Strips(span, strip => span.Kept(strip, kept).Length > 0).GroupBy(strip => string.Join(',', span.Kept(strip, kept))).Select(strips => strips.ToArray())];
            workers.For(alike.Length, i =>
            {
                var blocks = span.Kept(alike[i][0], kept);
                var inverse = form.Inverse(span.Places(blocks));
                foreach (var strip in alike[i])
                {
                    Score(span, strip, blocks, inverse, outputs, scores);
                }
            });
        }

        return scores;
    }

    /// <summary>Changes the weights that remain, and the biases, so that the loss rises least without those units that were just removed.</summary>
    /// <param name="before">Which units were kept before.</param>
    public void Refit(bool[] before)
    {
        var kept = group.Kept;
        bool[] removed = [.. before.Select((was, unit) => was && !kept[unit])];
        foreach (var span in Spans())
        {
            var form = factors.InputsOf(span.Columns, options.Damping);
            var strips = Strips(span, strip => span.Kept(strip, removed).Length > 0);
            workers.For(strips.Length, i => Refit(span, strips[i], span.Kept(strips[i], kept), span.Kept(strips[i], removed), form));
        }
    }

    private void Score(BlockSpan span, int strip, int[] blocks, double[][] inverse, double[] outputs, double[] scores)
    {
        var (rows, start) = (span.RowsOf(strip), 0);
        foreach (var block in blocks)
        {
            var columns = span.ColumnsOf(block);
            int[] unit = [.. Enumerable.Range(start, columns.Length)];
            var costs = QuadraticForm.Costs(inverse, unit, Weights(rows, columns));
            scores[span.UnitOf(strip, block)] = costs.Select((cost, row) => outputs[rows[row]] * cost).Sum();
            start += columns.Length;
        }
    }

    private void Refit(BlockSpan span, int strip, int[] kept, int[] removed, QuadraticForm form)
    {
        var rows = span.RowsOf(strip);
        int[] going = [.. removed.SelectMany(span.ColumnsOf)];
        int[] remaining = [.. kept.SelectMany(span.ColumnsOf)];
        var changes = form.Changes(span.Places(kept), [.. going.Select(span.PlaceOf)], Weights(rows, going));
        for (var i = 0; i < rows.Length; i++)
        {
            var weights = Weight.Value.RowSpan(rows[i]);
            for (var j = 0; j < remaining.Length; j++)
            {
                weights[remaining[j]] = (float)(weights[remaining[j]] + changes[i][j]);
            }

            layer.Bias.ValueSpan[rows[i]] = (float)(layer.Bias.ValueSpan[rows[i]] + changes[i][^1]);
        }
    }

    private double[][] Weights(int[] rows, int[] columns) => Array.ConvertAll(rows, row => Array.ConvertAll(columns, column => (double)Weight.Value.RowSpan(row)[column]));

    private BlockSpan[] Spans() =>
        [.. Enumerable.Range(0, _part.Grid.BlockColumns).Chunk(BlocksOfSpan).Select(blocks => new BlockSpan(_part.Grid, blocks[0], blocks.Length))];

    private static int[] Strips(BlockSpan span, Func<int, bool> which) => [.. Enumerable.Range(0, span.Strips).Where(which)];
}
