using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Calibration;

/// <summary>Integers from a lowest to a highest one times a step.</summary>
/// <param name="scope">Which weights share a step.</param>
/// <param name="columns">Columns of the matrix.</param>
/// <param name="lowest">The lowest integer.</param>
/// <param name="highest">The highest integer.</param>
/// <param name="steps">The steps, positive; one a segment.</param>
/// <param name="format">What holds them.</param>
internal sealed class IntegerGrid(ScaleScope scope, int columns, int lowest, int highest, float[] steps, ValueFormat format) : WeightGrid
{
    /// <inheritdoc/>
    public override ValueFormat Format => format;

    /// <summary>With the steps that give the weights that share one the least squared error: see <see cref="StepSearch"/>.</summary>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a step.</param>
    /// <param name="lowest">The lowest integer.</param>
    /// <param name="highest">The highest integer.</param>
    /// <param name="formatOf">The format of the steps.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public static IntegerGrid Of(Tensor weight, ScaleScope scope, int lowest, int highest, Func<float[], ValueFormat> formatOf, WorkerPool workers)
    {
        var steps = Array.ConvertAll(new StepSearch(lowest, highest).Run(weight, scope, workers), step => MathF.Max(step, scope.SmallestStep));
        return new IntegerGrid(scope, weight.Columns, lowest, highest, steps, formatOf(steps));
    }

    /// <inheritdoc/>
    public override float Nearest(int row, int column, double value)
    {
        var step = steps[scope.SegmentOf(row, column, columns)];
        var integer = Math.Clamp(Math.Round(value / step), lowest, highest);
        return integer == 0 ? 0 : (float)integer * step;
    }
}
