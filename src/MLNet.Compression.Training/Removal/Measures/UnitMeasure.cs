using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Says what units are worth while a model is pruned.</summary>
/// <param name="groups">The units.</param>
internal abstract class UnitMeasure(IReadOnlyList<UnitGroup> groups) : IResumable
{
    /// <summary>The units.</summary>
    protected IReadOnlyList<UnitGroup> Groups => groups;

    /// <summary>Whether units that were removed may come back while the masks are renewed; if not, their weights are zero from then on.</summary>
    public virtual bool LetsReturn => true;

    /// <summary>Whether the weights of removed units go on learning while they may come back.</summary>
    public virtual bool RemovedLearn => LetsReturn;

    /// <summary>What it learns beside the model; it writes their gradients in <see cref="AfterBackward"/>.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>Called before masks are renewed: the place for passes over rows. If it is broken off it is called again.</summary>
    public virtual void BeforeRenewal(StepPosition position)
    {
    }

    /// <summary>Called in every step when its gradients are there: those of the masked weights, kept and removed.</summary>
    /// <param name="position">The step.</param>
    /// <param name="share">The share of removed units that is aimed at when it is done.</param>
    public virtual void AfterBackward(StepPosition position, double share)
    {
    }

    /// <summary>What each unit of a group is worth: how much is lost without it, not negative; of units of several weights the sum over these.</summary>
    public abstract double[] ScoresOf(UnitGroup group);

    /// <summary>What a unit must be worth per weight to stay during the ramp, whatever share is to go then; infinite by default: the share decides alone, as it does at the ramp's end.</summary>
    public virtual double ThresholdOf(UnitGroup group) => double.PositiveInfinity;

    /// <summary>Called when masks were renewed, for a measure that changes what remains.</summary>
    /// <param name="group">The group.</param>
    /// <param name="before">Which of its units were kept before.</param>
    /// <param name="isLast">Whether the masks stay from now on.</param>
    public virtual void AfterRenewal(UnitGroup group, bool[] before, bool isLast)
    {
    }

    /// <summary>Takes away what it put on weights.</summary>
    public virtual void Detach()
    {
    }

    /// <inheritdoc/>
    public virtual void Save(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public virtual void Load(StateReader reader)
    {
    }
}
