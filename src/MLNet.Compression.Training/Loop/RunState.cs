using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>All of a run that changes: its position and its parts.</summary>
internal sealed class RunState(TrainingPlan plan, ModelState model, Optimizer optimizer, ProgressMeter meter, DivergenceGuard guard, ModelSelection selection) : IRunState
{
    public string Stage => plan.Stage;

    public long TotalSteps => plan.TotalSteps;

    public ModelState Model => model;

    public long Step { get; set; }

    public bool IsFinished { get; set; }

    public bool IsHealthy => guard.IsHealthy;

    public int Retries
    {
        get => guard.Retries;
        set => guard.Retries = value;
    }

    public double RateFactor => guard.RateFactor;

    /// <summary>Takes back a step that was broken off.</summary>
    public void UndoStep()
    {
        optimizer.DropGradients();
        model.UndoStep();
    }

    public void Save(StateWriter writer)
    {
        writer.Write("step", Step);
        writer.Write("finished", IsFinished);
        foreach (var (name, part) in Parts())
        {
            part.Save(writer.In(name));
        }
    }

    public void Load(StateReader reader)
    {
        Step = reader.ReadInt64("step", 0, plan.TotalSteps);
        IsFinished = reader.ReadFlag("finished");
        foreach (var (name, part) in Parts())
        {
            part.Load(reader.In(name));
        }
    }

    /// <summary>A finished stage needs no moments any more.</summary>
    private IEnumerable<(string Name, IResumable Part)> Parts() =>
    [
        ("model", model),
        .. IsFinished ? (IEnumerable<(string, IResumable)>)[] : [("optimizer", optimizer)],
        ("progress", meter),
        ("divergence", guard),
        ("selection", selection),
        .. plan.Callbacks.Select((callback, i) => ($"callback {i}", (IResumable)callback)),
    ];
}
