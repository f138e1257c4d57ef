using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class LossAwareIntegersTests
{
    private const int Rows = 4;
    private const int Columns = 80;

    private static IEnumerable<TestCaseData> Cases =>
        from bits in new[] { 2, 3, 4, 8 }
        from size in new[] { 0, 32 }
        select new TestCaseData(bits, size);

    [TestCaseSource(nameof(Cases))]
    public void Apply_AnyCurvature_CostsNoMoreTurnByTurnAndEndsAtAFixedPointOfThePapersFormulas(int bits, int size)
    {
        var (weights, diagonal, scope, highest) = (Weights(1), Diagonal(1), size == 0 ? ScaleScope.Row : ScaleScope.Group(size), (1 << (bits - 1)) - 1);
        var quantizer = Create(bits, scope, weights, diagonal);
        var (before, costs) = (quantizer.Steps.ToArray(), new List<double[]> { CostsOf(quantizer.Steps) });

        for (var pass = 0; pass < 20; pass++)
        {
            var (_, gradient) = GoldenQuantization.Run(quantizer, Rows, weights, weights);
            Assert.That(gradient, Is.EqualTo(weights), "straight through");
            costs.Add(CostsOf(quantizer.Steps));
        }

        for (var pass = 1; pass < costs.Count; pass++)
        {
            Assert.That(costs[pass].Zip(costs[pass - 1]).All(pair => pair.First <= pair.Second * (1 + 1e-12)), $"pass {pass}");
        }

        var steps = quantizer.Steps.ToArray();
        Assert.That(steps, Is.Not.EqualTo(before), "moved by the curvature");
        foreach (var (segment, indices) in Segments(scope))
        {
            var codes = indices.Select(i => Code(weights[i], steps[segment])).ToArray();
            var best = indices.Zip(codes, (i, code) => diagonal[i] * code * weights[i]).Sum() / indices.Zip(codes, (i, code) => diagonal[i] * code * code).Sum();
            Assert.That(steps[segment], Is.EqualTo(best).Within(1e-9));
        }

        var output = GoldenQuantization.Run(quantizer, Rows, weights, weights).Output;
        StoredWeights.AssertExact($"{bits} bits", quantizer.StorageOf(Passes.Parameter(Rows, Columns, weights)), Rows, output, bits);

        double Code(double weight, double step) => Math.Clamp(Math.Round(weight / step), -highest, highest);

        double[] CostsOf(ReadOnlySpan<double> all)
        {
            var copy = all.ToArray();
            return [.. Segments(scope).Select(pair => pair.Indices.Sum(i => diagonal[i] * Math.Pow((Code(weights[i], copy[pair.Segment]) * copy[pair.Segment]) - weights[i], 2)))];
        }
    }

    /// <remarks>One dear weight, which the first step does not make 0: the step becomes one that holds it nearly exactly.</remarks>
    [Test]
    public void Apply_OneWeightThatMatters_IsHeldNearlyExactly()
    {
        var (weights, diagonal) = (Weights(2), Enumerable.Repeat(1e-6f, Rows * Columns).ToArray());
        var dear = Enumerable.Range(0, Columns).MaxBy(i => Math.Abs(weights[i]));
        diagonal[dear] = 1;
        var quantizer = Create(2, ScaleScope.Row, weights, diagonal);

        var output = GoldenQuantization.Run(quantizer, Rows, weights, weights).Output;

        Assert.That(output[dear], Is.EqualTo(weights[dear]).Within(1).Percent);
    }

    [Test]
    public void Apply_WithoutTraining_IsThatOfTheStartEveryTime()
    {
        var (weights, tape) = (Weights(3), Passes.Inference());
        var quantizer = Create(4, ScaleScope.Row, weights, Diagonal(3));

        var first = quantizer.Apply(tape, Passes.Tensor(tape, Rows, Columns, weights)).ValueSpan.ToArray();

        var steps = new StepSearch(-7, 7).Run(Passes.Parameter(Rows, Columns, weights), ScaleScope.Row, WorkerPool.Inline);
        Assert.That(first, Is.EqualTo(weights.Select((weight, i) => (Math.Clamp(MathF.Round(weight / steps[i / Columns]), -7, 7) * steps[i / Columns]) + 0f)));
        Assert.That(quantizer.Apply(tape, Passes.Tensor(tape, Rows, Columns, weights)).ValueSpan.ToArray(), Is.EqualTo(first));
    }

    [Test]
    public void Apply_ZerosAndRemovedWeights_StayZero()
    {
        Assert.That(GoldenQuantization.Run(Create(3, ScaleScope.Row, new float[8], Ones(8), rows: 2), 2, new float[8], new float[8]).Output, Is.All.Zero);
        float[] pruned = [0, 2, -4, 0, 0, 6, 0, 0];
        var output = GoldenQuantization.Run(Create(3, ScaleScope.Row, pruned, Ones(8), rows: 1), 1, pruned, new float[8]).Output;
        Assert.That(output.Select(value => value == 0), Is.EqualTo(pruned.Select(value => value == 0)));
    }

    [Test]
    public void Apply_WeightsThatWereZero_GetAStep()
    {
        var quantizer = Create(4, ScaleScope.Row, new float[8], Ones(8), rows: 1);

        var output = GoldenQuantization.Run(quantizer, 1, [7, -3, 0, 1, 2, 5, -6, 4], new float[8]).Output;

        Assert.That(output, Is.EqualTo([7f, -3, 0, 1, 2, 5, -6, 4]));
    }

    [Test]
    public void ApplyRows_SomeRowsInTraining_AreThoseOfTheWhole()
    {
        var (weights, diagonal) = (Weights(6), Diagonal(6));
        var whole = GoldenQuantization.Run(Create(3, ScaleScope.Group(32), weights, diagonal), Rows, weights, weights).Output;
        int[] numbers = [3, 1, 3];
        var tape = Passes.Training();

        var rows = Create(3, ScaleScope.Group(32), weights, diagonal).ApplyRows(
            tape, Passes.Tensor(tape, 3, Columns, [.. numbers.SelectMany(row => weights[(row * Columns)..((row + 1) * Columns)])]), numbers);

        Assert.That(rows.ValueSpan.ToArray(), Is.EqualTo(numbers.SelectMany(row => whole[(row * Columns)..((row + 1) * Columns)])));
    }

    private static LossAwareIntegers Create(int bits, ScaleScope scope, float[] weights, float[] diagonal, int rows = Rows)
    {
        var curvature = new Curvature(rows, weights.Length / rows);
        curvature.Set([.. diagonal.Select(value => value * value)]);
        return new LossAwareIntegers(Passes.Parameter(rows, weights.Length / rows, weights), bits, scope, curvature, WorkerPool.Inline);
    }

    private static IEnumerable<(int Segment, int[] Indices)> Segments(ScaleScope scope) =>
        Enumerable.Range(0, Rows * Columns).GroupBy(i => scope.SegmentOf(i / Columns, i % Columns, Columns)).Select(group => (group.Key, group.ToArray()));

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private static float[] Weights(int seed) => Passes.Numbers(Rows * Columns, seed);

    private static float[] Diagonal(int seed) => [.. Passes.Numbers(Rows * Columns, seed + 50).Select(value => (value * value) + 1e-2f)];
}
