namespace MLNet.Compression.Training.Loop;

/// <summary>A training run whose loss or gradients are no longer finite numbers.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="stage">The stage.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="gradientNorm">What the norm of the gradients became.</param>
    public TrainingDivergedException(string stage, long step, double learningRate, double gradientNorm)
        : base(FormattableString.Invariant($"{stage}: the gradient norm became {gradientNorm} at step {step} with learning rate {learningRate:0.00e+0}. Lower the learning rate, or lengthen the warm-up."))
    {
        Step = step;
        LearningRate = learningRate;
    }

    /// <summary>The step, from 0.</summary>
    public long Step { get; }

    /// <summary>The learning rate of that step.</summary>
    public double LearningRate { get; }
}
