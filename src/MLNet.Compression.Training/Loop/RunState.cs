using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Loop;

/// <summary>All of a run that changes: its position and its parts.</summary>
internal sealed class RunState(TrainingPlan plan, ModelState model, Optimizer optimizer, ProgressMeter meter, DivergenceGuard guard, ModelSelection selection) : IResumable
{
    /// <summary>The stage's name.</summary>
    public string Stage => plan.Stage;

    public ModelState Model => model;

    /// <summary>Steps done.</summary>
    public long Step { get; set; }

    /// <summary>Whether the model is as the stage leaves it.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Whether the loss is where it may be.</summary>
    public bool IsHealthy => guard.IsHealthy;

    /// <summary>How often the run went back to a lower learning rate.</summary>
    public int Retries
    {
        get => guard.Retries;
        set => guard.Retries = value;
    }

    /// <summary>The share of the planned learning rate that is left.</summary>
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
