using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

/// <summary>Ternary weight splitting: what the paper's equations 4 to 7 ask for.</summary>
public class SplitBinaryTests
{
    private const int Rows = 4;
    private const int Columns = 80;

    private static IEnumerable<TestCaseData> Weights()
    {
        var numbers = Passes.Numbers(Rows * Columns, seed: 8);
        yield return Case("of both signs", numbers);
        yield return Case("pruned", [.. numbers.Select((number, i) => i % 3 == 0 ? 0 : number)]);
        yield return Case("all alike", [.. Enumerable.Repeat(0.5f, Rows * Columns)]);
        yield return Case("zero", new float[Rows * Columns]);
        yield return Case("small ones of one sign", [.. Enumerable.Range(0, Rows * Columns).Select(i => i % Columns == 0 ? 2f : 1 + (0.001f * (i % 7)))]);
        yield return Case("small ones of one sign, hardly less", [.. Enumerable.Range(0, Rows * Columns).Select(i => i % 8 == 0 ? -3.5f : 1 + (0.001f * (i % 7)))]);

        static TestCaseData Case(string name, float[] weights) => new TestCaseData(weights).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Weights))]
    public void Split_AnyWeights_KeepsTheWeightsAndWhatIsSeenOfThem(float[] weights)
    {
        foreach (var scope in new[] { ScaleScope.Row, ScaleScope.Group(32) })
        {
            var (weight, split) = Create(weights, scope);
            var ternary = Seen(weight);

            split.Split(weight);

            var largest = Math.Max(1e-6f, weights.Max(Math.Abs));
            Assert.That(weight.ValueSpan.ToArray().Zip(split.Second!.ValueSpan.ToArray(), (u, v) => u + v), Is.EqualTo(weights).Within(1e-6 * largest));
            Assert.That(Seen(weight), Is.EqualTo(ternary).Within(scope.GroupSize is null ? 1e-6 * largest : 1e-3 * largest), "half precision may round both halves");
            split.Join(weight);
            Assert.That(weight.ValueSpan.ToArray(), Is.EqualTo(weights).Within(1e-6 * largest));
        }
    }

    /// <remarks>Written down from the paper: a and b of eq. 7, with J the small positive and K the small other weights.</remarks>
    [Test]
    public void Split_WeightsOfBothSigns_IsThatOfThePaper()
    {
        var weights = Passes.Numbers(Rows * Columns, seed: 9);
        var (weight, split) = Create(weights, ScaleScope.Row);
        var rounded = Seen(weight);

        split.Split(weight);

        for (var row = 0; row < Rows; row++)
        {
            int[] all = [.. Enumerable.Range(row * Columns, Columns)];
            int[] large = [.. all.Where(i => rounded[i] != 0)];
            int[] small = [.. all.Except(large)];
            double Sum(IEnumerable<int> indices) => indices.Sum(i => Math.Abs((double)weights[i]));
            var a = (Sum(large) + Sum(small.Where(i => weights[i] <= 0)) - Sum(small.Where(i => weights[i] > 0))) / (2 * Sum(large));
            var b = ((Columns / (double)large.Length * Sum(large)) - Sum(all)) / (2 * small.Length);
            foreach (var i in all)
            {
                var (u, v) = rounded[i] != 0 ? (a * weights[i], (1 - a) * weights[i]) : weights[i] > 0 ? (b + weights[i], -b) : (b, -b + weights[i]);
                Assert.That(weight.ValueSpan[i], Is.EqualTo(u).Within(1e-6));
                Assert.That(split.Second!.ValueSpan[i], Is.EqualTo(v).Within(1e-6));
            }
        }
    }

    [Test]
    public void Apply_AfterTheSplit_IsTheSumOfTwoBinaryWeightsThatLearnStraightThrough([Values] bool inGroups)
    {
        var scope = inGroups ? ScaleScope.Group(32) : ScaleScope.Row;
        var (weight, split) = Create(Passes.Numbers(Rows * Columns, seed: 10), scope);
        split.Split(weight);
        Passes.Numbers(Rows * Columns, seed: 11).CopyTo(split.Second!.ValueSpan);
        var (first, second, upstream) = (weight.ValueSpan.ToArray(), split.Second.ValueSpan.ToArray(), Passes.Numbers(Rows * Columns, seed: 12));

        var tape = Passes.Training();
        var (output, gradient) = GoldenQuantization.Run(tape, weight, split.Apply(tape, weight), upstream);

        var (ones, others) = (GoldenQuantization.Run(new Binary(scope), Rows, first, upstream).Output, GoldenQuantization.Run(new Binary(scope), Rows, second, upstream).Output);
        Assert.That(output, Is.EqualTo(ones.Zip(others, (u, v) => u + v)));
        Assert.That(gradient, Is.EqualTo(upstream));
        Assert.That(split.Second.GradientSpan.ToArray(), Is.EqualTo(upstream));
        StoredWeights.AssertExact("split", split.StorageOf(weight)!, Rows, output, bits: 2);
    }

    [Test]
    public void ApplyRows_OfATable_AreThoseOfTheWholeAndAddTheirGradients()
    {
        var weights = Passes.Numbers(Rows * Columns, seed: 13);
        var (weight, split) = Create(weights, ScaleScope.Row);
        split.Split(weight);
        var whole = Seen(weight);
        int[] numbers = [2, 0, 2];
        var upstream = Passes.Numbers(3 * Columns, seed: 14);
        var tape = Passes.Training();
        var rows = Passes.Parameter(3, Columns, [.. numbers.SelectMany(row => weight.ValueSpan.Slice(row * Columns, Columns).ToArray())]);

        var (output, _) = GoldenQuantization.Run(tape, rows, split.ApplyRows(tape, rows, numbers), upstream);

        Assert.That(output, Is.EqualTo(numbers.SelectMany(row => whole[(row * Columns)..((row + 1) * Columns)])));
        var gradient = split.Second!.GradientSpan.ToArray();
        Assert.That(gradient[..Columns], Is.EqualTo(upstream[Columns..(2 * Columns)]));
        Assert.That(gradient[Columns..(2 * Columns)], Is.All.Zero);
        Assert.That(gradient[(2 * Columns)..(3 * Columns)], Is.EqualTo(upstream[..Columns].Zip(upstream[(2 * Columns)..], (a, b) => a + b)));
    }

    [Test]
    public void Apply_RemovedWeights_StayZeroAndDoNotLearn()
    {
        float[] weights = [.. Passes.Numbers(Rows * Columns, seed: 15).Select((number, i) => i % 4 == 0 ? 0 : number)];
        var weight = Passes.Parameter(Rows, Columns, weights);
        weight.Add(BlockMask.OfZeros(weight)!);
        weight.ValueSpan[0] = 7;
        var split = new SplitBinaryWeights(ScaleScope.Row, keepsZeros: true);
        weight.Add(split);
        var ternary = Seen(weight);

        split.Split(weight);

        Assert.That(Seen(weight), Is.EqualTo(ternary).Within(1e-6));
        var tape = Passes.Training();
        var effective = weight.Effective(tape);
        var (output, _) = GoldenQuantization.Run(tape, weight, effective, Passes.Numbers(Rows * Columns, seed: 16));
        for (var i = 0; i < output.Length; i += 4)
        {
            Assert.That((output[i], split.Second!.GradientSpan[i], split.Second.ValueSpan[i]), Is.EqualTo((0f, 0f, 0f)));
        }
    }

    private static (Parameter Weight, SplitBinaryWeights Split) Create(float[] weights, ScaleScope scope)
    {
        var weight = Passes.Parameter(Rows, Columns, weights);
        var split = new SplitBinaryWeights(scope, keepsZeros: weights.Contains(0));
        weight.Add(split);
        return (weight, split);
    }

    private static float[] Seen(Parameter weight) => weight.ToStore().Values;
}
