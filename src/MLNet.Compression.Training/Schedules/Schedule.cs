using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression;

/// <summary>A value that changes over the steps of a stage: a learning rate, the weight of a loss, a temperature. Equal by value.</summary>
/// <remarks>A number is a schedule that stays at it.</remarks>
public abstract record Schedule : IOptionParts
{
    private protected Schedule()
    {
    }

    /// <summary>A number that stays.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Schedule(double value) => Constant(value);

    /// <summary>The same value at every step.</summary>
    /// <param name="value">The value.</param>
    public static Schedule Constant(double value) => new ConstantValue(value);

    /// <summary>From one value to another in a line: from + (to − from) · k/total.</summary>
    /// <param name="from">The value at step 0.</param>
    /// <param name="to">The value that the stage's end would have.</param>
    public static Schedule Linear(double from, double to) => new LinearChange(from, to);

    /// <summary>From one value to another along half a cosine: slow at both ends.</summary>
    /// <param name="from">The value at step 0.</param>
    /// <param name="to">The value that the stage's end would have.</param>
    public static Schedule Cosine(double from, double to) => new CosineChange(from, to);

    /// <summary>Up from 0 in a line, then down to 0 in a line, as BERT is trained.</summary>
    /// <param name="peak">The largest value.</param>
    /// <param name="warmupShare">The share of the steps before it, from 0 to 1.</param>
    public static Schedule WarmupLinear(double peak, double warmupShare) => new WarmupLinearDecay(peak, Share(warmupShare));

    /// <summary>Up from 0 in a line, then constant.</summary>
    /// <param name="peak">The largest value.</param>
    /// <param name="warmupShare">The share of the steps before it, from 0 to 1.</param>
    public static Schedule WarmupConstant(double peak, double warmupShare) => new WarmupConstant(peak, Share(warmupShare));

    /// <summary>Up from 0 in a line, then down to 0 along half a cosine.</summary>
    /// <param name="peak">The largest value.</param>
    /// <param name="warmupShare">The share of the steps before it, from 0 to 1.</param>
    public static Schedule WarmupCosine(double peak, double warmupShare) => new WarmupCosineDecay(peak, Share(warmupShare));

    /// <summary>The value at a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the whole stage.</param>
    public abstract double At(long step, long totalSteps);

    /// <summary>The value at a place of a stage.</summary>
    internal double At(StepPosition position) => At(position.Step, position.TotalSteps);

    /// <summary>A bound below all values.</summary>
    internal abstract double Least { get; }

    /// <summary>A bound above all values.</summary>
    internal abstract double Most { get; }

    private static double Share(double share) => share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The warm-up is a share of the steps from 0 to 1.");
}
