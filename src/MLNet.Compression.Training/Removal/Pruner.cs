using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Removal;

/// <summary>Removes units of one or more kinds while a model learns: renews masks as each kind's schedule asks, and keeps removed weights at zero once they stay.</summary>
/// <param name="kinds">The kinds; a weight may be of several, and is left out where one of them is.</param>
internal sealed class Pruner(IReadOnlyList<PrunedUnits> kinds) : IStepCallback
{
    /// <inheritdoc/>
    public IEnumerable<Parameter> Parameters => kinds.SelectMany(kind => kind.Measure.Parameters);

    private IEnumerable<UnitGroup> Groups => kinds.SelectMany(kind => kind.Groups);

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps) => ForEach(kind => kind.BeforeStep(new StepPosition(step, totalSteps)));

    /// <inheritdoc/>
    public void AfterBackward(long step, long totalSteps) => ForEach(kind => kind.AfterBackward(new StepPosition(step, totalSteps)));

    /// <inheritdoc/>
    public void AfterStep(long step, long totalSteps) => ForEach(kind => kind.AfterStep(new StepPosition(step, totalSteps)));

    /// <summary>Makes what the masks remove zero for good: the model stays what it is with them.</summary>
    public void Finish()
    {
        foreach (var group in Groups)
        {
            group.MaskWeights();
        }
    }

    /// <summary>Takes the masks away.</summary>
    public void Detach()
    {
        ForEach(kind => kind.Measure.Detach());
        foreach (var group in Groups)
        {
            group.Detach();
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            kinds[i].Save(writer.In($"units {i}"));
        }
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            kinds[i].Load(reader.In($"units {i}"));
        }
    }

    private void ForEach(Action<PrunedUnits> act)
    {
        foreach (var kind in kinds)
        {
            act(kind);
        }
    }
}
