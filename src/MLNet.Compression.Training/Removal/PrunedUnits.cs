using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Removal;

/// <summary>Units of one kind, and how they are pruned.</summary>
/// <param name="Groups">The units.</param>
/// <param name="Measure">What they are worth.</param>
/// <param name="Competition">Who competes, for what.</param>
/// <param name="Sparsity">The share that goes in the end; a run that goes on keeps the one that it began with, which may have been measured.</param>
/// <param name="ScheduleOf">When how many go, for such a share.</param>
internal sealed record PrunedUnits(
    IReadOnlyList<UnitGroup> Groups, UnitMeasure Measure, Competition Competition, double Sparsity, Func<double, MaskSchedule> ScheduleOf) : IResumable
{
    private double _sparsity = Sparsity;
    private long _renewedBefore = -1;
    private double[]? _lastThresholds;

    /// <summary>With a schedule that is what it is.</summary>
    public PrunedUnits(IReadOnlyList<UnitGroup> groups, UnitMeasure measure, Competition competition, MaskSchedule schedule)
        : this(groups, measure, competition, Sparsity: 0, _ => schedule)
    {
    }

    private MaskSchedule Schedule => ScheduleOf(_sparsity);

    /// <summary>Renews the masks, where it is time to.</summary>
    public void BeforeStep(StepPosition position)
    {
        if (Schedule.ShareBefore(position.Step, position.TotalSteps) is { } share && IsDue(position, share))
        {
            Renew(position, share);
            _renewedBefore = position.Step;
        }
    }

    /// <summary>Lets the measure see the gradients; those of removed weights become zero where these no longer learn.</summary>
    public void AfterBackward(StepPosition position)
    {
        Measure.AfterBackward(position, Schedule.ShareAfter(position.Step, position.TotalSteps));
        if (!Measure.RemovedLearn || StaysRemoved(position))
        {
            foreach (var group in Groups)
            {
                group.MaskGradients();
            }
        }
    }

    /// <summary>What stays removed stays zero, whatever momentum it had.</summary>
    public void AfterStep(StepPosition position)
    {
        if (StaysRemoved(position))
        {
            foreach (var group in Groups)
            {
                group.MaskWeights();
            }
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Write("sparsity", [_sparsity]);
        writer.Write("renewed", _renewedBefore);
        writer.Write("thresholds", _lastThresholds ?? []);
        Measure.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        Span<double> sparsity = [0];
        reader.Read("sparsity", sparsity);
        _sparsity = sparsity[0] is >= 0 and < 1 ? sparsity[0] : throw reader.Fault("sparsity", "a share of at least 0 and less than 1", $"{sparsity[0]}");
        _renewedBefore = reader.ReadInt64("renewed", least: -1);
        _lastThresholds = Schedule.ByThreshold && _renewedBefore >= 0 ? new double[Groups.Count] : null;
        reader.Read("thresholds", _lastThresholds.AsSpan());
        Measure.Load(reader);
    }

    /// <summary>Not again before a step that was broken off; nor where nothing returns and no more are to go.</summary>
    private bool IsDue(StepPosition position, double share) =>
        share > 0 && position.Step != _renewedBefore && (Measure.LetsReturn || _renewedBefore < 0 || share != Schedule.ShareBefore(_renewedBefore, position.TotalSteps));

    private void Renew(StepPosition position, double share)
    {
        Measure.BeforeRenewal(position);
        bool[][] before = [.. Groups.Select(group => group.Kept)];
        double[][] scores = [.. Groups.Select((group, i) => ScoresOf(group, before[i]))];
        var last = Schedule.LastShare(position.TotalSteps);
        if (Schedule.ByThreshold)
        {
            _lastThresholds ??= UnitRanking.Quantiles(Groups, scores, Competition, last);
        }

        UnitRanking.Renew(Groups, scores, Competition, Schedule.ByThreshold ? last : share, share == last ? null : [.. Groups.Select((_, group) => ThresholdOf(group, share / last))]);
        for (var i = 0; i < before.Length; i++)
        {
            Measure.AfterRenewal(Groups[i], before[i], share == last);
        }
    }

    private double ThresholdOf(int group, double progress) => _lastThresholds is { } thresholds ? progress * thresholds[group] : Measure.ThresholdOf(Groups[group]);

    /// <summary>What units are worth; those that can't return less than any other.</summary>
    private double[] ScoresOf(UnitGroup group, bool[] kept)
    {
        var scores = Measure.ScoresOf(group);
        return Measure.LetsReturn ? scores : [.. scores.Select((score, unit) => kept[unit] ? Math.Max(score, float.Epsilon * group.Sizes[unit]) : 0)];
    }

    private bool StaysRemoved(StepPosition position) => !Measure.LetsReturn || Schedule.IsFrozen(position.Step, position.TotalSteps);
}
