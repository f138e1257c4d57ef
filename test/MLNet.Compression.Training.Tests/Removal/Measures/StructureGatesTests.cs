using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;
using Parameter = MLNet.Compression.Training.Autograd.Parameter;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>Gates of heads, neurons and halves of layers together, under one size.</summary>
public class StructureGatesTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 32, heads: 4, feedForward: 24);

    /// <remarks>In doubles: the weights left are Σ p(half) · p(unit) · size over heads and neurons; multipliers get the opposite of their slopes, as they are to rise.</remarks>
    [Test]
    public void AfterBackward_Gates_HaveTheSlopesOfTheOneLagrangian()
    {
        var (measure, groups) = Gated();
        Parameter[] all = [.. groups.SelectMany(GatesOf).Select(gates => gates.LogAlpha), measure.Parameters.Single()];
        foreach (var (seed, parameter) in all.Index())
        {
            Passes.Numbers((int)parameter.Count, seed).CopyTo(parameter.ValueSpan);
        }

        measure.AfterBackward(new StepPosition(3, 10), share: 0.75);

        double[][] values = [.. all.Select(parameter => Array.ConvertAll(parameter.ValueSpan.ToArray(), value => (double)value))];
        for (var i = 0; i < all.Length; i++)
        {
            var sign = i == all.Length - 1 ? -1 : 1;
            var slopes = FiniteDifferences.Of(values, i, Lagrangian).Select(slope => sign * slope);
            Assert.That(all[i].GradientSpan.ToArray().Select(slope => (double)slope), Is.EqualTo(slopes).Within(1e-6));
        }

        double Lagrangian(double[][] values)
        {
            var (left, total) = (0.0, 0.0);
            for (var group = 0; group < 4; group++)
            {
                var size = group < 2 ? 4 * 32 * 8 : 2 * 32;
                left += Open(values[(2 * group) + 1][0]) * values[2 * group].Sum(a => Open(a) * size);
                total += size * values[2 * group].Length;
            }

            var excess = 1 - (left / total) - 0.75;
            return (values[^1][0] * excess) + (values[^1][1] * excess * excess);
        }
    }

    [Test]
    public void BeforeStep_EndOfTheRamp_RemovesTheShareOfTheWeightsAndFoldsTheOthers()
    {
        var (measure, groups) = Gated();
        foreach (var (seed, gates) in groups.SelectMany(GatesOf).Index())
        {
            Array.ConvertAll(Passes.Numbers((int)gates.LogAlpha.Count, seed), value => 1 + value).CopyTo(gates.LogAlpha.ValueSpan);
        }

        GatesOf(groups[1])[1].LogAlpha.ValueSpan[0] = -8;
        double[][] open = [.. groups.Select(group => GatesOf(group)[0].LogAlpha.ValueSpan.ToArray().Select(a => Open(a) * Open(GatesOf(group)[1].LogAlpha.ValueSpan[0])).ToArray())];
        float[][] factors = [.. groups.Select(group => GatesOf(group)[0].LogAlpha.ValueSpan.ToArray().Select(a => Typical(a) * Typical(GatesOf(group)[1].LogAlpha.ValueSpan[0])).ToArray())];
        float[][] weights = [.. groups.Select(group => group.Parts[^1].Weight.ValueSpan.ToArray())];
        var pruned = new Training.Removal.PrunedUnits(groups, measure, PruningUnit.Structures.CompetitionIn(PruningRanking.PerMatrix), new(new LinearRamp(0.55, 0, 0.5), interval: 1));

        pruned.BeforeStep(new StepPosition(9, 20));

        var removed = groups.Sum(group => group.Sizes.Zip(group.Kept).Sum(unit => unit.Second ? 0 : unit.First));
        var all = groups.Sum(group => group.Sizes.Sum());
        Assert.That(removed, Is.InRange(0.55 * all, (0.55 * all) + (4 * 32 * 8)));
        Assert.That(groups[1].Kept, Is.All.False, "A half whose gate is shut goes as a whole.");
        var kept = groups.SelectMany(group => group.Kept).ToArray();
        var worth = open.SelectMany(each => each).ToArray();
        Assert.That(worth.Where((_, unit) => !kept[unit]).Max(), Is.LessThan(worth.Where((_, unit) => kept[unit]).Min()));
        foreach (var (i, group) in groups.Index())
        {
            var part = group.Parts[^1];
            var width = part.Grid.Shape.Inputs;
            var expected = weights[i].Select((weight, place) => place % part.Weight.Columns / width).Select((unit, place) => group.Kept[unit] ? weights[i][place] * factors[i][unit] : 0);
            Assert.That(part.Weight.Effective(Passes.Training()).ValueSpan.ToArray(), Is.EqualTo(expected).Within(1e-6), "What both gates leave, and no longer random.");
        }
    }

    [Test]
    public void Apply_OutsideTraining_MultipliesOutputsByBothGates()
    {
        var (_, groups) = Gated();
        var (weight, gates) = (groups[0].Parts[^1].Weight, GatesOf(groups[0]));
        gates[0].LogAlpha.ValueSpan[2] = 0;
        gates[1].LogAlpha.ValueSpan[0] = 0;

        var effective = weight.Effective(Passes.Inference());

        for (var column = 0; column < weight.Columns; column++)
        {
            var factor = column / 8 == 2 ? 0.25f : 0.5f * Typical(2);
            Assert.That(effective.Value.RowSpan(3)[column], Is.EqualTo(factor * weight.Value.RowSpan(3)[column]).Within(1e-6));
        }
    }

    private static (GateScores Measure, IReadOnlyList<UnitGroup> Groups) Gated()
    {
        var measured = new MeasuredModel(TinyModels.CreateLively(_shape), PruningUnit.Structures, PruningMeasure.Gates(), TinyModels.Data(8));
        return ((GateScores)measured.Measure, measured.Groups);
    }

    /// <summary>Those of the units, and that of the half.</summary>
    private static HardConcreteGates[] GatesOf(UnitGroup group) => [.. group.Parts[^1].Weight.Parametrizations.OfType<HardConcreteGates>()];

    private static double Open(double a) => 1 / (1 + Math.Exp(-a + (2.0 / 3 * Math.Log(0.1 / 1.1))));

    private static float Typical(double a) => (float)Math.Clamp((1.2 / (1 + Math.Exp(-a))) - 0.1, 0, 1);
}
