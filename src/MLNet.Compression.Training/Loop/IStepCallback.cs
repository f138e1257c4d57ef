namespace MLNet.Compression.Training.Loop;

/// <summary>A part of a run that acts between steps, such as a pruner.</summary>
internal interface IStepCallback
{
    /// <summary>Called before each optimizer step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    void BeforeStep(long step, long totalSteps);
}
