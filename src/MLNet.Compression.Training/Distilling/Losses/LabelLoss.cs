using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression;

/// <summary>The loss against the true labels: cross-entropy, or for numbers the squared error. Rows without a label have no say in it.</summary>
public sealed record LabelLoss : DistillationLoss
{
    /// <param name="weight">The loss's weight.</param>
    public LabelLoss(Schedule? weight = null) => Weight = weight ?? 1;

    /// <summary>ε of label smoothing: the target is (1 − ε) · onehot + ε / classes. Default 0.</summary>
    public double Smoothing { get; init; }

    internal override bool NeedsLabels => true;

    internal override bool NeedsTeacher => false;

    /// <inheritdoc/>
    public override string ToString() => Describe(Smoothing == 0 ? "labels" : FormattableString.Invariant($"labels smoothed by {Smoothing:G3}"));

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting) => [new(TextTasks.Of(setting.Student).TargetTerm(Smoothing), Weight)];

    internal override void Check(LossCheck check)
    {
        base.Check(check);
        if (Smoothing is < 0 or >= 1)
        {
            throw new ArgumentException(FormattableString.Invariant($"Label smoothing is {Smoothing}; it is a share from 0 to 1, 1 itself excluded."));
        }
    }
}
