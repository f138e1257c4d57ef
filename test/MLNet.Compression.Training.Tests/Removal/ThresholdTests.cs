using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Removal;

/// <summary>Narang et al. 2017: what is worth less than a threshold goes, which rises to what the share was worth at the start.</summary>
public class ThresholdTests
{
    private const int Steps = 100;

    /// <remarks>Weights 0.00, 0.01 … 0.99 in blocks of one: those below ε are its hundredfold.</remarks>
    [Test]
    public void BeforeStep_Ramp_RemovesWhatIsBelowTheThreshold()
    {
        var (units, pruned) = Pruned();
        var before = 0;
        for (var step = 0; step < Steps; step++)
        {
            pruned.BeforeStep(new StepPosition(step, Steps));
            var removed = units.Kept.Count(kept => !kept);
            var progress = Math.Min(1, (step + 1) / 50.0);
            var threshold = 0.8 * (Math.Min(progress, 0.4) + (1.5 * Math.Max(0, progress - 0.4))) / (0.4 + (1.5 * 0.6));
            Assert.That(removed, Is.EqualTo(100 * threshold).Within(1.01), $"step {step}");
            Assert.That(removed, Is.GreaterThanOrEqualTo(before));
            before = removed;
        }

        Assert.That(before, Is.EqualTo(80));
    }

    [Test]
    public void BeforeStep_WeightsGrowMeanwhile_StayUntilTheShareIsDue()
    {
        var (units, pruned) = Pruned();
        pruned.BeforeStep(new StepPosition(0, Steps));
        units.Parts[0].Weight.ValueSpan[..90].Fill(2);

        pruned.BeforeStep(new StepPosition(48, Steps));
        Assert.That(units.Kept, Is.All.True);
        pruned.BeforeStep(new StepPosition(49, Steps));
        Assert.That(units.Kept.Count(kept => !kept), Is.EqualTo(80));
    }

    [Test]
    public void Load_RampThatBegan_KeepsTheThresholdOfItsStart()
    {
        var (units, pruned) = Pruned();
        pruned.BeforeStep(new StepPosition(0, Steps));
        var state = StateSnapshot.Of(pruned);
        var (others, resumed) = Pruned(scale: 3);
        resumed.Load(state.Reader);
        units.Parts[0].Weight.ValueSpan.CopyTo(others.Parts[0].Weight.ValueSpan);

        pruned.BeforeStep(new StepPosition(30, Steps));
        resumed.BeforeStep(new StepPosition(30, Steps));

        Assert.That(others.Kept, Is.EqualTo(units.Kept).And.Some.False);
    }

    [Test]
    public void ScoresOf_LargestWeight_IsThatOfEachBlockTimesItsSize()
    {
        var weight = Passes.Parameter(2, 5, [1, -7, 3, 2, 0.5f, 4, 2, 3, 6, -9]);
        var units = new WeightUnits("w", 0, UnitPart.Blocks(weight, new BlockShape(2, 2)));

        Assert.That(new LargestWeights([units]).ScoresOf(units), Is.EqualTo([4 * 7, 4 * 6, 2 * 9]));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    public void Threshold_TurnOutOfRange_IsRefused(double turn) => Assert.That(() => PruningRamp.Threshold(turn), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static (WeightUnits Units, PrunedUnits Pruned) Pruned(float scale = 1)
    {
        var weight = Passes.Parameter(1, 100, [.. Enumerable.Range(0, 100).Select(i => scale * i / 100f)]);
        var units = new WeightUnits("w", 0, UnitPart.Blocks(weight, BlockShape.Unstructured));
        units.Attach();
        var ramp = PruningRamp.Threshold(turn: 0.4);
        var schedule = new MaskSchedule(ramp.Shares(0.8, 0, 0.5), interval: 1) { ByThreshold = ramp.ByThreshold };
        return (units, new PrunedUnits([units], new LargestWeights([units]), new Competition(PruningRanking.PerMatrix), schedule));
    }
}
