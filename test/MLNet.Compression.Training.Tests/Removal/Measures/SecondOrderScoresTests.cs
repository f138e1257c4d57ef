using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Importance;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

public class SecondOrderScoresTests
{
    private const int Rows = 7;
    private const double Damping = 1e-4;

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly TextDataset _data = TinyModels.Data(Rows);

    /// <remarks>½ (1/m Σ (dL/dz)² + λ‖w‖²) with the slopes of a head's gate z for each row, by finite differences in doubles.</remarks>
    [Test]
    public void ScoresOf_Heads_AreThoseOfTheirGatesSlopes()
    {
        var model = Model();
        var scores = new MeasuredModel(model, PruningUnit.Heads, PruningMeasure.SecondOrder(gradients: Rows, damping: Damping), _data).Scores();

        var classifier = new GatedClassifier(model);
        for (var layer = 0; layer < 2; layer++)
        {
            for (var head = 0; head < 2; head++)
            {
                var squares = Enumerable.Range(0, Rows).Average(row => Math.Pow(classifier.Slope(new GatedUnit(GateKind.Head, layer, head), Single(row), [_data.Labels[row]]), 2));
                var norm = Enumerable.Range(0, 8).Sum(row => model.Encoder.Layers[layer].AttentionOutput.Weight.Value.RowSpan(row).Slice(4 * head, 4).ToArray().Sum(w => (double)w * w));
                Assert.That(scores[layer][head], Is.EqualTo(0.5 * (squares + (Damping * norm))).Within(1e-5 * scores[layer].Max()));
            }
        }
    }

    /// <remarks>A layer has a Fisher block in each of its matrices.</remarks>
    [Test]
    public void ScoresOf_Layers_AreThoseOfTheirMatrices()
    {
        var model = Model();
        var scores = new MeasuredModel(model, PruningUnit.Layers, PruningMeasure.SecondOrder(gradients: Rows, damping: Damping), _data).Scores().Single();

        for (var layer = 0; layer < 2; layer++)
        {
            var expected = 0.5 * model.Encoder.Layers[layer].Matrices.Sum(matrix =>
            {
                var weights = Array.ConvertAll(matrix.Weight.ValueSpan.ToArray(), value => (double)value);
                return GradientsOf(model, matrix.Weight).Average(gradient => Math.Pow(gradient.Zip(weights, (g, w) => g * w).Sum(), 2)) + (Damping * weights.Sum(w => w * w));
            });
            Assert.That(scores[layer], Is.EqualTo(expected).Within(1e-5 * expected));
        }
    }

    /// <remarks>Blocks of 4 weights, of 2 units where these are pairs; a row of 6 or 8 weights has two of them, the second maybe smaller.</remarks>
    [TestCase(1)]
    [TestCase(2)]
    public void ScoresOf_SmallUnits_AreThoseOfTheGradientsOfEachRow(int width)
    {
        var model = Model();
        var measured = Measured(model, width);

        var scores = measured.Scores();

        foreach (var (place, group) in measured.Groups.Index())
        {
            var weight = group.Parts[0].Weight;
            var gradients = GradientsOf(model, weight);
            var expected = Enumerable.Range(0, weight.Rows).SelectMany(row => Enumerable.Range(0, weight.Columns).Chunk(4).SelectMany(columns =>
            {
                var places = columns.Select(column => (row * weight.Columns) + column).ToArray();
                return FisherOf(gradients, places).Scores([.. places.Select(i => weight.ValueSpan[i])], [.. columns.Select((_, i) => i / width)]);
            }));
            Assert.That(Deviation.Relative([.. scores[place].Select(score => (float)score)], [.. expected.Select(score => (float)score)], smallest: 1e-30), Is.LessThan(1e-4), group.Name);
        }
    }

    [Test]
    public void BeforeStep_SomeWeightsGo_OthersOfTheirBlocksMakeUpForThem()
    {
        var model = Model();
        var measured = Measured(model, width: 1);
        var before = measured.Groups.Select(group => group.Parts[0].Weight.ValueSpan.ToArray()).ToArray();
        var gradients = measured.Groups.Select(group => GradientsOf(model, group.Parts[0].Weight)).ToArray();

        measured.Pruned(Schedule.Constant(0.4)).BeforeStep(new StepPosition(0, 10));

        foreach (var (place, group) in measured.Groups.Index())
        {
            var (weight, kept) = (group.Parts[0].Weight, group.Kept);
            foreach (var block in Enumerable.Range(0, kept.Length).GroupBy(i => (i / weight.Columns, i % weight.Columns / 4)))
            {
                int[] places = [.. block];
                var weights = places.Select(i => before[place][i]).ToArray();
                var changes = FisherOf(gradients[place], places).Changes(weights, [.. places.Select(i => kept[i])], [.. places.Select(i => !kept[i])]);
                Assert.That(places.Select(i => weight.ValueSpan[i]), Is.EqualTo(weights.Zip(changes, (w, change) => w + change)).Within(2e-3), $"{group.Name}, block {block.Key}");
            }

            Assert.That(kept.Count(unit => !unit), Is.EqualTo((int)Math.Round(0.4 * kept.Length)));
            Assert.That(weight.ValueSpan.ToArray(), Is.Not.EqualTo(before[place]));
        }
    }

    /// <remarks>The loss whose Fisher information this is rises less than where the same weights go without making up for them.</remarks>
    [Test]
    public void BeforeStep_MadeUpFor_LosesLess()
    {
        var data = TinyModels.Data(64);
        var model = Pruning.PruningRunTests.Trained();
        var measured = new MeasuredModel(model, PruningUnit.Weights, PruningMeasure.SecondOrder(gradients: 64, fisherBlock: 32), data);
        var before = measured.Groups.Select(group => group.Parts[0].Weight.ValueSpan.ToArray()).ToArray();

        measured.Pruned(Schedule.Constant(0.6)).BeforeStep(new StepPosition(0, 10));
        var with = LossOf(model, data);
        foreach (var (place, group) in measured.Groups.Index())
        {
            before[place].CopyTo(group.Parts[0].Weight.ValueSpan);
        }

        var without = LossOf(model, data);
        TestContext.Out.WriteLine($"loss {with:0.0000} with, {without:0.0000} without");
        Assert.That(with, Is.LessThan(without));
    }

    [Test]
    public void ScoresOf_AnyNumberOfThreads_AreTheSameBits() => Assert.That(
        Measured(Model(), width: 1, threads: 3).Scores(), Is.EqualTo(Measured(Model(), width: 1, threads: 1).Scores()));

    /// <remarks>53 GB; nothing of it is allocated.</remarks>
    [Test]
    public void Create_LargeBlocks_WarnsOfTheMemory()
    {
        var warnings = new List<string>();
        var groups = Enumerable.Range(0, 1).Select(_ => new WeightUnits("many", 0, UnitPart.Blocks(new Parameter("w", 1024, 4096), BlockShape.Unstructured))).ToArray();
        var setting = new MeasureSetting(Model(), groups, _data, new TrainingEnvironment(1, 1) { Warn = warnings.Add });

        PruningMeasure.SecondOrder(fisherBlock: 512).Create(setting);
        Assert.That(warnings, Has.Count.EqualTo(1).And.All.Contains("GB"));
        PruningMeasure.SecondOrder().Create(setting);
        Assert.That(warnings, Has.Count.EqualTo(1));
    }

    [TestCase(0, 50, 1e-7)]
    [TestCase(1, 0, 1e-7)]
    [TestCase(1, 50, 0)]
    [TestCase(1, 50, double.NaN)]
    public void SecondOrder_NumberOutOfRange_IsRefused(int gradients, int block, double damping) =>
        Assert.That(() => PruningMeasure.SecondOrder(gradients, block, damping), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static TextModel Model() => TinyModels.CreateLively(_shape);

    private static MeasuredModel Measured(TextModel model, int width, int threads = 2)
    {
        var groups = LayerMatrices.Of(model).Select(matrix => new WeightUnits(matrix.Weight.Name, matrix.Layer, UnitPart.Blocks(matrix.Weight, new BlockShape(1, width)))).ToArray();
        return new MeasuredModel(model, groups, PruningMeasure.SecondOrder(gradients: Rows, fisherBlock: 4, damping: Damping), _data, threads);
    }

    /// <summary>The gradient of each row's loss.</summary>
    private static double[][] GradientsOf(TextModel model, Parameter weight)
    {
        var gradients = new List<double[]>();
        new SamplePass(model, new TrainingEnvironment(1, 1), new TargetLoss(model)) { BatchRows = 1 }
            .Run(_data, Rows, 0, () => gradients.Add(Array.ConvertAll(weight.GradientSpan.ToArray(), value => (double)value)));
        return [.. gradients];
    }

    private static FisherMatrix FisherOf(double[][] gradients, int[] places) => new(
        [.. places.SelectMany((row, i) => places[..(i + 1)].Select(column => (float)gradients.Sum(gradient => gradient[row] * gradient[column])))],
        places.Length,
        gradients.Length,
        Damping);

    private static double LossOf(TextModel model, TextDataset data)
    {
        var logits = TinyModels.Logits(model, data).Chunk(2).ToArray();
        return logits.Select((row, i) => Math.Log(1 + Math.Exp(row[1 - data.Labels[i]] - row[data.Labels[i]]))).Average();
    }

    private static TokenBatch Single(int row)
    {
        var batch = new TokenBatch();
        _data.CopyTo(batch, [row]);
        return batch;
    }
}
