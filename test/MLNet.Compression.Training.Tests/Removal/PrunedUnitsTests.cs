using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Tests.Removal;

/// <summary>The mask of each step, by measures whose removed units stay removed and by others.</summary>
public class PrunedUnitsTests
{
    private const int Steps = 20;

    private static readonly PruningMeasure[] _forGood = [PruningMeasure.Importance(rows: 16), PruningMeasure.RunningImportance(rows: 16), PruningMeasure.SecondOrder(gradients: 8), PruningMeasure.SecondOrder(gradients: 8, fisherBlock: 32), PruningMeasure.Kronecker(rows: 16)];

    [TestCaseSource(nameof(_forGood))]
    public void BeforeStep_RemovedForGood_OnlyLosesMore(PruningMeasure measure)
    {
        var measured = Measured(measure);
        var units = measured.Pruned(new LinearRamp(0.75, 0, 1), interval: 5);
        var before = Kept(measured);

        for (var step = 0L; step < Steps; step++)
        {
            units.BeforeStep(new StepPosition(step, Steps));
            units.AfterStep(new StepPosition(step, Steps));
            var now = Kept(measured);
            Assert.That(now.Zip(before).Where(unit => unit.First && !unit.Second), Is.Empty, $"step {step}");
            before = now;
        }

        Assert.That(before.Count(kept => !kept), Is.EqualTo(before.Length * 3 / 4));
    }

    /// <remarks>A step that was broken off begins with the masks that it had, whatever the weights say now.</remarks>
    [Test]
    public void BeforeStep_SameStepAgain_KeepsTheMasks([Values] bool saved)
    {
        var measured = Measured(PruningMeasure.Magnitude);
        var units = measured.Pruned(new LinearRamp(0.75, 0, 1), interval: 5);
        units.BeforeStep(new StepPosition(10, Steps));
        var kept = Kept(measured);
        if (saved)
        {
            var state = StateSnapshot.Of(units);
            units = measured.Pruned(new LinearRamp(0.75, 0, 1), interval: 5);
            units.Load(state.Reader);
        }

        foreach (ref var value in measured.Groups[0].Parts[0].Weight.ValueSpan)
        {
            value = 1 / value;
        }

        units.BeforeStep(new StepPosition(10, Steps));
        Assert.That(Kept(measured), Is.EqualTo(kept));
        units.BeforeStep(new StepPosition(15, Steps));
        Assert.That(Kept(measured), Is.Not.EqualTo(kept));
    }

    private static readonly PruningMeasure[] _withPasses =
        [PruningMeasure.Importance(), PruningMeasure.Importance(selfSupervised: true), PruningMeasure.RunningImportance(), PruningMeasure.OutputNorm(), PruningMeasure.SecondOrder(), PruningMeasure.SecondOrder(fisherBlock: 32), PruningMeasure.Kronecker()];

    /// <remarks>A pass is broken off by the same token as a step, which is begun again then.</remarks>
    [TestCaseSource(nameof(_withPasses))]
    public void BeforeStep_BrokenOffInAPass_ChangesNothing(PruningMeasure measure)
    {
        using var source = new CancellationTokenSource();
        var model = TinyModels.CreateLively();
        var measured = new MeasuredModel(model, PruningUnit.Blocks(new(4, 4)), measure, TinyModels.Data(24), cancellationToken: source.Token);
        var units = measured.Pruned(0.5);
        var weights = TinyModels.Weights(model);
        source.Cancel();

        Assert.That(() => units.BeforeStep(new StepPosition(0, Steps)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Kept(measured), Is.All.True);
        Assert.That(TinyModels.Weights(model), Is.EqualTo(weights));
        Assert.That(StateSnapshot.Of(units).Reader.ReadInt64("renewed", -1), Is.EqualTo(-1));
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(model.Parameters.Where(parameter => parameter.HasGradient), Is.Empty);
    }

    private static MeasuredModel Measured(PruningMeasure measure) =>
        new(TinyModels.CreateLively(TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 32)), PruningUnit.Blocks(new(4, 4)), measure, TinyModels.Data(24));

    private static bool[] Kept(MeasuredModel measured) => [.. measured.Groups.SelectMany(group => group.Kept)];
}
