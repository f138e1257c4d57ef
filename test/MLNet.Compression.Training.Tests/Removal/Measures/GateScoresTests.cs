using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

public class GateScoresTests
{
    private static readonly PruningUnit[] _units = [PruningUnit.Heads, PruningUnit.Neurons, PruningUnit.Blocks(BlockShape.Kernel)];

    /// <remarks>λ₁(s − t) + λ₂(s − t)² in doubles; multipliers get the opposite of their slopes, as they are to rise.</remarks>
    [Test]
    public void AfterBackward_Gates_HaveTheSlopesOfTheLagrangian()
    {
        var (model, measure, groups) = Gated(PruningUnit.Neurons);
        Parameter[] gates = [.. groups.Select(group => GatesOf(group).LogAlpha)];
        Parameter[] all = [.. gates, measure.Parameters.Single()];
        foreach (var (seed, parameter) in all.Index())
        {
            Passes.Numbers((int)parameter.Count, seed).CopyTo(parameter.ValueSpan);
        }

        measure.AfterBackward(new StepPosition(3, 10), share: 0.75);

        double[][] values = [.. all.Select(parameter => Array.ConvertAll(parameter.ValueSpan.ToArray(), value => (double)value))];
        for (var i = 0; i < all.Length; i++)
        {
            var sign = i == gates.Length ? -1 : 1;
            var slopes = FiniteDifferences.Of(values, i, Lagrangian).Select(slope => sign * slope);
            Assert.That(all[i].GradientSpan.ToArray().Select(slope => (double)slope), Is.EqualTo(slopes).Within(1e-6));
        }

        static double Lagrangian(double[][] values)
        {
            var logAlphas = values[..^1].SelectMany(each => each).ToArray();
            var excess = 1 - logAlphas.Average(a => 1 / (1 + Math.Exp(-a + (2.0 / 3 * Math.Log(0.1 / 1.1))))) - 0.75;
            return (values[^1][0] * excess) + (values[^1][1] * excess * excess);
        }
    }

    [TestCaseSource(nameof(_units))]
    public void BeforeStep_EndOfTheRamp_RemovesTheShareAndFoldsTheOthers(PruningUnit unit)
    {
        var (model, measure, groups) = Gated(unit);
        foreach (var (seed, group) in groups.Index())
        {
            Array.ConvertAll(Passes.Numbers(group.Count, seed), value => 2 * value).CopyTo(GatesOf(group).LogAlpha.ValueSpan);
        }

        var pruned = new Training.Removal.PrunedUnits(groups, measure, new(PruningRanking.PerMatrix), new(new LinearRamp(0.5, 0, 0.5), interval: 1));
        pruned.BeforeStep(new StepPosition(5, 20));
        Assert.That(groups.SelectMany(group => group.Kept), Is.All.True, "Gates act, masks do not.");
        var open = groups.Select(group => GatesOf(group).LogAlpha.ValueSpan.ToArray()).ToArray();
        var expected = groups.Select(group => group.Parts[^1].Weight.Effective(Passes.Inference()).ValueSpan.ToArray()).ToArray();

        pruned.BeforeStep(new StepPosition(9, 20));

        foreach (var (i, group) in groups.Index())
        {
            Assert.That(group.Kept.Count(kept => !kept), Is.EqualTo(group.Count / 2));
            Assert.That(open[i].Where((_, j) => !group.Kept[j]).Max(), Is.LessThan(open[i].Where((_, j) => group.Kept[j]).Min()));
            var part = group.Parts[^1];
            var kept = part.UnitOf.Select(own => group.Kept[own]).ToArray();
            var effective = part.Weight.Effective(Passes.Training()).ValueSpan.ToArray();
            Assert.That(effective, Is.EqualTo(expected[i].Select((value, place) => kept[BlockOf(part, place)] ? value : 0)), "As outside training before, and no longer random.");
        }

        measure.Detach();
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations).OfType<HardConcreteGates>(), Is.Empty);
    }

    [Test]
    public void Create_UnitsOfSeveralMatrices_AreRefused([Values] bool gates) => Assert.That(
        () => new MeasuredModel(TinyModels.CreateLively(), PruningUnit.Layers, gates ? PruningMeasure.Gates() : PruningMeasure.OutputNorm(), TinyModels.Data(8)),
        Throws.ArgumentException.With.Message.Contains("layers").And.Message.Contains("another measure"));

    [Test]
    public void Load_FoldedGates_StayFolded()
    {
        var (_, _, groups) = Gated(PruningUnit.Heads);
        var gates = GatesOf(groups[0]);
        gates.Fold(groups[0].Parts[^1].Weight);
        var state = StateSnapshot.Of(gates);
        var (_, _, others) = Gated(PruningUnit.Heads);

        GatesOf(others[0]).Load(state.Reader);

        Assert.That(GatesOf(others[0]).IsFolded, Is.True);
        Assert.That(GatesOf(others[1]).IsFolded, Is.False);
    }

    private static (TextModel Model, GateScores Measure, IReadOnlyList<UnitGroup> Groups) Gated(PruningUnit unit)
    {
        var model = TinyModels.CreateLively();
        var measured = new MeasuredModel(model, unit, PruningMeasure.Gates(), TinyModels.Data(8));
        return (model, (GateScores)measured.Measure, measured.Groups);
    }

    private static HardConcreteGates GatesOf(UnitGroup group) => group.Parts[^1].Weight.Parametrizations.OfType<HardConcreteGates>().Single();

    private static int BlockOf(UnitPart part, int place) =>
        (place / part.Grid.Columns / part.Grid.Shape.Outputs * part.Grid.BlockColumns) + (place % part.Grid.Columns / part.Grid.Shape.Inputs);
}
