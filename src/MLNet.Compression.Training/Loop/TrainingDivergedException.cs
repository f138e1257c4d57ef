namespace MLNet.Compression;

/// <summary>A training run whose loss or gradients are no longer finite numbers, or whose loss grew without bound.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="stage">The stage.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="problem">What happened, such as "the loss became NaN".</param>
    public TrainingDivergedException(string stage, long step, double learningRate, string problem)
        : base(FormattableString.Invariant($"{stage}: {problem} at step {step} with learning rate {learningRate:0.00e+0}. Lower the learning rate (LearningRate), lengthen the warm-up (WarmupShare), or let the run go back and halve the rate by itself (RetriesOnDivergence)."))
    {
        Step = step;
        LearningRate = learningRate;
    }

    /// <summary>The step, from 0.</summary>
    public long Step { get; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; }
}
