using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>A part of a run that acts between steps, such as a pruner.</summary>
/// <remarks>Most keep their state in the model; one that has some of its own implements <see cref="IResumable"/> for it.</remarks>
internal interface IStepCallback : IResumable
{
    /// <summary>Called once before the first step of a life of a run, for those who read what the optimizer keeps.</summary>
    /// <param name="optimizer">The run's optimizer.</param>
    void Attach(Optimizer optimizer)
    {
    }

    /// <summary>Called before each optimizer step. A step that is broken off is begun again: a second call must do no more than the first.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    void BeforeStep(long step, long totalSteps);

    /// <summary>Called when all gradients of a step are there, before their norm is taken: what was learnt so far is the last step's.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    void AfterBackward(long step, long totalSteps)
    {
    }

    /// <summary>Called when the weights have moved.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">Steps of the phase.</param>
    void AfterStep(long step, long totalSteps)
    {
    }

    /// <summary>Weights that it lets the optimizer learn; their gradients it writes after the backward pass.</summary>
    IEnumerable<Parameter> Parameters => [];

    void IResumable.Save(StateWriter writer)
    {
    }

    void IResumable.Load(StateReader reader)
    {
    }
}
