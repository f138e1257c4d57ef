namespace MLNet.Compression.Training.Schedules;

/// <summary>A place in a stage.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="TotalSteps">Steps of the stage.</param>
internal readonly record struct StepPosition(long Step, long TotalSteps);
