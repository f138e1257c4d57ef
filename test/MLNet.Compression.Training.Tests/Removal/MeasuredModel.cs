using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Removal;

/// <summary>A model whose units of one kind wear masks and are measured.</summary>
internal sealed class MeasuredModel
{
    public MeasuredModel(TextModel model, PruningUnit unit, PruningMeasure measure, TextDataset data, int threads = 2, int seed = 1, CancellationToken cancellationToken = default)
        : this(model, unit.GroupsOf(model), measure, data, threads, seed, cancellationToken)
    {
    }

    public MeasuredModel(TextModel model, IReadOnlyList<UnitGroup> groups, PruningMeasure measure, TextDataset data, int threads = 2, int seed = 1, CancellationToken cancellationToken = default)
    {
        Groups = groups;
        foreach (var group in Groups)
        {
            group.Attach();
        }

        Environment = new TrainingEnvironment(seed, threads, cancellationToken: cancellationToken);
        Measure = measure.Create(new MeasureSetting(model, Groups, data, Environment));
    }

    public IReadOnlyList<UnitGroup> Groups { get; }

    public UnitMeasure Measure { get; }

    public TrainingEnvironment Environment { get; }

    /// <summary>The scores before a step, group by group.</summary>
    public double[][] Scores(long step = 0)
    {
        Measure.BeforeRenewal(new StepPosition(step, 100));
        return [.. Groups.Select(group => Measure.ScoresOf(group).ToArray())];
    }

    /// <summary>The units, to be pruned.</summary>
    public PrunedUnits Pruned(Schedule shares, int interval = 1, PruningRanking ranking = PruningRanking.PerMatrix, bool mayAllGo = true) =>
        new(Groups, Measure, new Competition(ranking, mayAllGo), new MaskSchedule(shares, interval));
}
