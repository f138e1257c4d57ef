using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Calibration;

/// <summary>Integers from a lowest to a highest one times a step of each row.</summary>
/// <param name="lowest">The lowest integer.</param>
/// <param name="highest">The highest integer.</param>
/// <param name="steps">The steps, positive; one a row.</param>
/// <param name="format">What holds them.</param>
internal sealed class IntegerGrid(int lowest, int highest, float[] steps, ValueFormat format) : WeightGrid
{
    private const float SmallestStep = 1e-8f;

    /// <inheritdoc/>
    public override ValueFormat Format => format;

    /// <summary>With the steps that give each row of a matrix the least squared error: see <see cref="StepSearch"/>.</summary>
    /// <param name="weight">The matrix.</param>
    /// <param name="lowest">The lowest integer.</param>
    /// <param name="highest">The highest integer.</param>
    /// <param name="formatOf">The format of the steps.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public static IntegerGrid Of(Tensor weight, int lowest, int highest, Func<float[], ValueFormat> formatOf, WorkerPool workers)
    {
        var steps = Array.ConvertAll(new StepSearch(lowest, highest).Run(weight, ScaleScope.Row, workers), step => MathF.Max(step, SmallestStep));
        return new IntegerGrid(lowest, highest, steps, formatOf(steps));
    }

    /// <inheritdoc/>
    public override float Nearest(int row, double value)
    {
        var integer = Math.Clamp(Math.Round(value / steps[row]), lowest, highest);
        return integer == 0 ? 0 : (float)integer * steps[row];
    }
}
