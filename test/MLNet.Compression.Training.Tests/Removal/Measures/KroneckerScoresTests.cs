using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>Scores and updates against the quadratic form that is built, in doubles, of the inputs that layers receive and the gradients of their weights.</summary>
public class KroneckerScoresTests
{
    private const int Rows = 40;
    private const int Batches = 3;
    private const double Damping = 0.02;

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly TextDataset _data = TinyModels.Data(Rows);

    private static readonly TestCaseData[] _units =
    [
        new(PruningUnit.Blocks(new BlockShape(4, 4)), 384),
        new(PruningUnit.Blocks(new BlockShape(4, 4)), 4),
        new(PruningUnit.Weights, 6),
        new(PruningUnit.Rows, 384),
        new(PruningUnit.Neurons, 384),
        new(PruningUnit.Heads, 384),
    ];

    /// <remarks>½ h w (A_QQ − A_QR A_RR⁻¹ A_RQ) wᵀ: the Schur complement is the inverse of [A⁻¹]_QQ.</remarks>
    [TestCaseSource(nameof(_units))]
    public void ScoresOf_Units_AreWhatTheirRemovalCostsAtLeast(PruningUnit unit, int inputs)
    {
        var model = Model();
        var measured = Measured(model, unit, inputs);

        var scores = measured.Scores();

        foreach (var (place, group) in measured.Groups.Index())
        {
            var part = group.ActingParts.Single();
            var layer = LayerOf(model, group);
            var (moments, slopes) = (MomentsOf(model, layer), SlopesOf(model, layer));
            var expected = new double[group.Count];
            part.ForEach((block, row, columns) =>
            {
                var (going, others) = Split(part.Weight.Columns, inputs, [.. Numbers(columns)]);
                double[] weights = [.. going.Select(column => (double)part.Weight.Value.RowSpan(row)[column])];
                var changes = Least(moments, others, going, weights);
                double[] all = [.. weights.Select(w => -w), .. changes];
                int[] places = [.. going, .. others];
                var cost = places.Select((i, a) => places.Select((j, b) => all[a] * moments[i][j] * all[b]).Sum()).Sum();
                expected[block] += 0.5 * slopes[row] * (cost + (DampingOf(moments, others, going) * all.Sum(change => change * change)));
            });
            Assert.That(Deviation.Relative([.. scores[place].Select(score => (float)score)], [.. expected.Select(score => (float)score)], smallest: 1e-30), Is.LessThan(1e-3), group.Name);
        }
    }

    [TestCaseSource(nameof(_units))]
    public void BeforeStep_SomeUnitsGo_OtherWeightsAndBiasesMakeUpForThem(PruningUnit unit, int inputs)
    {
        var model = Model();
        var measured = Measured(model, unit, inputs);
        var before = measured.Groups.ToDictionary(group => group, group => group.ActingParts.Single().Weight.ValueSpan.ToArray());
        var biases = measured.Groups.ToDictionary(group => group, group => LayerOf(model, group).Bias.ValueSpan.ToArray());
        var moments = measured.Groups.ToDictionary(group => group, group => MomentsOf(model, LayerOf(model, group)));

        measured.Pruned(Schedule.Constant(0.4)).BeforeStep(new StepPosition(0, 10));

        foreach (var group in measured.Groups)
        {
            var part = group.ActingParts.Single();
            var (columns, kept, expected, bias) = (part.Weight.Columns, group.Kept, (float[])before[group].Clone(), Array.ConvertAll(biases[group], b => (double)b));
            for (var row = 0; row < part.Weight.Rows; row++)
            {
                int[] goingHere = [.. Enumerable.Range(0, columns).Where(column => !kept[UnitOf(part, row, column)])];
                foreach (var span in Enumerable.Range(0, columns).Chunk(inputs))
                {
                    int[] going = [.. span.Intersect(goingHere)];
                    int[] others = [.. span.Except(goingHere), columns];
                    var changes = Least(moments[group], others, going, [.. going.Select(column => (double)before[group][(row * columns) + column])]);
                    foreach (var (i, column) in others[..^1].Index())
                    {
                        expected[(row * columns) + column] += (float)changes[i];
                    }

                    bias[row] += changes[^1];
                }
            }

            var isKept = Enumerable.Range(0, expected.Length).Select(i => kept[UnitOf(part, i / columns, i % columns)]).ToArray();
            Assert.That(kept.Count(each => !each), Is.EqualTo((int)Math.Round(0.4 * kept.Length)), group.Name);
            Assert.That(part.Weight.ValueSpan.ToArray().Where((_, i) => isKept[i]), Is.EqualTo(expected.Where((_, i) => isKept[i])).Within(2e-3), group.Name);
            Assert.That(LayerOf(model, group).Bias.ValueSpan.ToArray(), Is.EqualTo(bias).Within(2e-3), group.Name);
        }
    }

    [Test]
    public void BeforeStep_MadeUpFor_OutputsDeviateLess()
    {
        var data = TinyModels.Data(64);
        var model = Pruning.PruningRunTests.Trained();
        var dense = TinyModels.Logits(model, data);
        var measured = new MeasuredModel(model, PruningUnit.Blocks(new BlockShape(4, 4)), PruningMeasure.Kronecker(), data);
        var before = measured.Groups.Select(group => group.Parts[0].Weight.ValueSpan.ToArray()).ToArray();
        var biases = model.Linears.Select(layer => layer.Bias.ValueSpan.ToArray()).ToArray();

        measured.Pruned(Schedule.Constant(0.4)).BeforeStep(new StepPosition(0, 10));
        var with = DistanceOf(dense, TinyModels.Logits(model, data));
        foreach (var (place, group) in measured.Groups.Index())
        {
            before[place].CopyTo(group.Parts[0].Weight.ValueSpan);
        }

        foreach (var (place, layer) in model.Linears.Index())
        {
            biases[place].CopyTo(layer.Bias.ValueSpan);
        }

        var without = DistanceOf(dense, TinyModels.Logits(model, data));
        TestContext.Out.WriteLine($"mean square {with:0.00000} with, {without:0.00000} without");
        Assert.That(with, Is.LessThan(0.7 * without));
    }

    [Test]
    public void BeforeRenewal_AnyNumberOfThreads_GivesTheSameBitsAndLeavesTheLayersAsTheyWere()
    {
        var model = Model();

        var scores = Measured(model, PruningUnit.Neurons, inputs: 4, threads: 1).Scores();

        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(Measured(Model(), PruningUnit.Neurons, inputs: 4, threads: 3).Scores(), Is.EqualTo(scores));
    }

    [Test]
    public void Create_Layers_AreRefused() =>
        Assert.That(() => Measured(Model(), PruningUnit.Layers, inputs: 4), Throws.ArgumentException.With.Message.Contains("choose another measure"));

    [TestCase(0, 1, 0.1)]
    [TestCase(1, 0, 0.1)]
    [TestCase(1, 1, 0)]
    [TestCase(1, 1, double.NaN)]
    public void Kronecker_NumberOutOfRange_IsRefused(int rows, int inputs, double damping) =>
        Assert.That(() => PruningMeasure.Kronecker(rows, inputs, damping), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static TextModel Model() => TinyModels.CreateLively(_shape);

    private static MeasuredModel Measured(TextModel model, PruningUnit unit, int inputs, int threads = 2) =>
        new(model, unit, PruningMeasure.Kronecker(Rows, inputs, Damping), _data, threads);

    private static Linear LayerOf(TextModel model, UnitGroup group) => model.Linears.Single(layer => layer.Weight == group.ActingParts.Single().Weight);

    private static int UnitOf(UnitPart part, int row, int column) => part.UnitOf[(row / part.Grid.Shape.Outputs * part.Grid.BlockColumns) + (column / part.Grid.Shape.Inputs)];

    /// <summary>A of all inputs and, last, of the bias; damped as the inputs of each span ask.</summary>
    private static double[][] MomentsOf(TextModel model, Linear layer)
    {
        double[][] inputs = [.. InputRecorder.InputsOf(model, layer, _data).Select(row => row.Select(value => (double)value).Append(1).ToArray())];
        return [.. Enumerable.Range(0, layer.Weight.Columns + 1).Select(i => Enumerable.Range(0, layer.Weight.Columns + 1).Select(j => inputs.Sum(row => row[i] * row[j]) / Batches).ToArray())];
    }

    /// <summary>h of each output.</summary>
    private static double[] SlopesOf(TextModel model, Linear layer)
    {
        var squares = new double[layer.Weight.Rows];
        new SamplePass(model, new TrainingEnvironment(1, 1), new TargetLoss(model)) { BatchRows = 16 }.Run(_data, Rows, 0, () =>
        {
            for (var row = 0; row < squares.Length; row++)
            {
                squares[row] += layer.Weight.Gradient.RowSpan(row).ToArray().Sum(value => (double)value * value) / Batches;
            }
        });
        var moments = MomentsOf(model, layer);
        var trace = Enumerable.Range(0, layer.Weight.Columns).Sum(i => moments[i][i]);
        return [.. squares.Select(square => square / trace)];
    }

    /// <summary>The columns of a span without those that go, and the bias.</summary>
    private static (int[] Going, int[] Others) Split(int columns, int inputs, int[] going)
    {
        var span = Enumerable.Range(0, columns).Chunk(Math.Max(inputs, going.Length)).Single(chunk => chunk.Contains(going[0]));
        return (going, [.. span.Except(going), columns]);
    }

    /// <summary>δ_R = A_RR⁻¹ A_RQ w with a damped diagonal, by Gaussian elimination.</summary>
    private static double[] Least(double[][] moments, int[] others, int[] going, double[] weights)
    {
        var damping = DampingOf(moments, others, going);
        double[][] system = [.. others.Select((i, a) => others.Select((j, b) => moments[i][j] + (a == b ? damping : 0)).Append(going.Select((j, b) => moments[i][j] * weights[b]).Sum()).ToArray())];
        for (var pivot = 0; pivot < system.Length; pivot++)
        {
            for (var row = 0; row < system.Length; row++)
            {
                if (row != pivot)
                {
                    var factor = system[row][pivot] / system[pivot][pivot];
                    for (var column = pivot; column <= system.Length; column++)
                    {
                        system[row][column] -= factor * system[pivot][column];
                    }
                }
            }
        }

        return [.. system.Select((row, i) => row[^1] / row[i])];
    }

    private static double DampingOf(double[][] moments, int[] others, int[] going) => Damping * others[..^1].Concat(going).Average(i => moments[i][i]);

    private static IEnumerable<int> Numbers(Range range) => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value);

    private static double DistanceOf(float[] expected, float[] actual) => expected.Zip(actual, (a, b) => Math.Pow(a - b, 2)).Average();
}
