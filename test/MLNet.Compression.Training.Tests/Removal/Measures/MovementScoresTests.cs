using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

public class MovementScoresTests
{
    [Test]
    public void BeforeStep_Reference_EqualsMaskOutputAndGradients()
    {
        var golden = GoldenFiles.Tensors("losses", "movement.safetensors");
        var weight = Passes.Parameter(8, 6, golden["W"]);
        var (units, scores) = Units(weight, BlockShape.Unstructured, new MovementMeasure(100));
        golden["scores"].CopyTo(Single(scores).ValueSpan);
        var pruned = Pruned(units, scores, 0.6);
        pruned.BeforeStep(new StepPosition(0, 1));

        var output = Run(weight, golden["upstream"]);
        pruned.AfterBackward(new StepPosition(0, 1));

        var comparison = new GoldenComparison("losses/movement.safetensors");
        comparison.Add("losses.json kept", units.Kept.Count(kept => kept), GoldenFiles.Json("losses", "losses.json").GetProperty("movement").GetProperty("kept").GetInt32());
        comparison.Add("mask", [.. units.Kept.Select(kept => kept ? 1f : 0f)], golden["mask"]);
        comparison.Add("output", output, golden["output"]);
        comparison.Add("grad.W", weight.GradientSpan, golden["grad.W"]);
        comparison.Add("grad.scores", Single(scores).GradientSpan, golden["grad.scores"]);
        comparison.AssertBelow(1e-6);
    }

    /// <remarks>The grid has ragged edges: blocks of 16 x 4 in 20 x 6.</remarks>
    [Test]
    public void AfterBackward_Blocks_SumsScoreGradientsOverEach()
    {
        var (values, upstream) = (Passes.Numbers(120, 1), Passes.Numbers(120, 2));
        var weight = Passes.Parameter(20, 6, values);
        var (_, scores) = Units(weight, BlockShape.Kernel, new MovementMeasure(100));
        Run(weight, upstream);

        scores.AfterBackward(new StepPosition(0, 1), share: 1);

        for (var block = 0; block < 4; block++)
        {
            var places = Enumerable.Range(0, 120).Where(i => (i / 6 / 16 * 2) + (i % 6 / 4) == block);
            Assert.That(Single(scores).GradientSpan[block], Is.EqualTo(places.Sum(i => values[i] * upstream[i])).Within(1e-4));
        }
    }

    [Test]
    public void AfterBackward_Penalty_IsTheSlopeOfTheMeanSigmoid()
    {
        const double penalty = 0.7;
        var weight = Passes.Parameter(1, 5, Passes.Numbers(5, 1));
        var (_, scores) = Units(weight, BlockShape.Unstructured, new MovementMeasure(100, 0, penalty));
        double[] values = [-2, -0.5, 0, 1, 3];
        Array.ConvertAll(values, value => (float)value).CopyTo(Single(scores).ValueSpan);

        scores.AfterBackward(new StepPosition(0, 1), share: 1);

        var slopes = FiniteDifferences.Of([values], 0, each => penalty * each[0].Average(score => 1 / (1 + Math.Exp(-score))));
        Assert.That(Single(scores).GradientSpan.ToArray(), Is.EqualTo(slopes).Within(1e-6));
    }

    [TestCase(0.5, 4)]
    [TestCase(-10, 0)]
    [TestCase(10, 5)]
    [TestCase(0, 2)]
    public void BeforeStep_HardThreshold_RemovesWhatIsBelowIt(double threshold, int removed)
    {
        var weight = Passes.Parameter(1, 8, Passes.Numbers(8, 1));
        var (units, scores) = Units(weight, BlockShape.Unstructured, new MovementMeasure(100, threshold));
        ((float[])[-1, 0.25f, 2, 0, -3, 4, 0.5f, 5]).CopyTo(Single(scores).ValueSpan);
        var pruned = new PrunedUnits([units], scores, new Competition(PruningRanking.PerMatrix), new MaskSchedule(new RisingThreshold(0.625, 0, 0.5, 1), interval: 1));

        pruned.BeforeStep(new StepPosition(48, 100));
        Assert.That(units.Kept.Count(kept => !kept), Is.EqualTo(removed), "Of the five that the ramp lets go.");
        pruned.BeforeStep(new StepPosition(49, 100));
        Assert.That(units.Kept, Is.EqualTo([false, false, true, false, false, true, false, true]), "The share, at the end.");
    }

    [TestCase(0.5, 0.0)]
    [TestCase(0.1, -2.1972245773362196)]
    public void SoftMovement_Threshold_IsThatOfTheSigmoid(double threshold, double score) =>
        Assert.That(((MovementMeasure)PruningMeasure.SoftMovement(threshold)).Threshold, Is.EqualTo(score).Within(1e-12));

    [Test]
    public void Movement_NumberOutOfRange_IsRefused()
    {
        Assert.That(() => PruningMeasure.Movement(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => PruningMeasure.HardMovement(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => PruningMeasure.SoftMovement(1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("between 0 and 1"));
        Assert.That(() => PruningMeasure.SoftMovement(penalty: -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static (WeightUnits Units, MovementScores Scores) Units(Parameter weight, BlockShape shape, MovementMeasure options)
    {
        var units = new WeightUnits(weight.Name, 0, UnitPart.Blocks(weight, shape));
        units.Attach();
        return (units, new MovementScores([units], options, BufferPool.Shared));
    }

    private static PrunedUnits Pruned(WeightUnits units, MovementScores scores, double sparsity) =>
        new([units], scores, new Competition(PruningRanking.PerMatrix), new MaskSchedule(Schedule.Constant(sparsity), interval: 1));

    private static Parameter Single(MovementScores scores) => scores.Parameters.Single();

    private static float[] Run(Parameter weight, float[] upstream)
    {
        var tape = Passes.Training();
        return Parametrizations.GoldenQuantization.Run(tape, weight, weight.Effective(tape), upstream).Output;
    }
}
