namespace MLNet.Compression.Training.Schedules;

/// <summary>A value that changes with the step: a learning rate, a sparsity, a temperature.</summary>
internal abstract class Schedule
{
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the whole phase.</param>
    public abstract double At(long step, long totalSteps);
}
