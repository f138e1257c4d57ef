using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class LossAwareTernaryTests
{
    private const int Columns = 48;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Apply_AnyCurvature_IsAFixedPointOfThePapersFormulas(int seed)
    {
        var (weights, diagonal) = (Weights(seed), Diagonal(seed));

        var output = Rounded(weights, diagonal);

        foreach (var row in Enumerable.Range(0, 4).Select(row => Enumerable.Range(row * Columns, Columns).ToArray()))
        {
            var kept = row.Where(i => output[i] != 0).ToArray();
            var scale = kept.Sum(i => (double)diagonal[i] * Math.Abs(weights[i])) / kept.Sum(i => (double)diagonal[i]);
            Assert.That(kept.Select(i => (double)output[i]), Is.EqualTo(kept.Select(i => Math.Sign(weights[i]) * scale)).Within(1e-6));
            Assert.That(kept, Is.EqualTo(row.Where(i => Math.Abs(weights[i]) > scale / 2)));
        }
    }

    /// <remarks>The best α has the support of all weights beyond a threshold; there are as many supports as weights.</remarks>
    [TestCase(4)]
    [TestCase(5)]
    public void Apply_AnyCurvature_CostsLittleMoreThanTheBestAndNoMoreThanWithoutIt(int seed)
    {
        var (weights, diagonal) = (Weights(seed), Diagonal(seed));
        var (output, plain) = (Rounded(weights, diagonal), GoldenQuantization.Run(new Ternary(ScaleScope.Row), 4, weights, weights).Output);

        for (var row = 0; row < 4; row++)
        {
            var indices = Enumerable.Range(row * Columns, Columns).ToArray();
            var best = Enumerable.Range(1, Columns).Min(count => Cost(indices, Best(indices, count)));
            Assert.That(Cost(indices, output), Is.LessThan(1.05 * best));
            Assert.That(Cost(indices, output), Is.LessThan(Cost(indices, plain)));
        }

        double Cost(int[] indices, float[] rounded) => indices.Sum(i => diagonal[i] * Math.Pow(rounded[i] - weights[i], 2));

        float[] Best(int[] indices, int count)
        {
            var kept = indices.OrderByDescending(i => Math.Abs(weights[i])).Take(count).ToArray();
            var scale = kept.Sum(i => (double)diagonal[i] * Math.Abs(weights[i])) / kept.Sum(i => (double)diagonal[i]);
            var rounded = new float[weights.Length];
            foreach (var i in kept)
            {
                rounded[i] = (float)(Math.Sign(weights[i]) * scale);
            }

            return rounded;
        }
    }

    [Test]
    public void Apply_ZerosAndRemovedWeights_StayZero()
    {
        Assert.That(GoldenQuantization.Run(new LossAwareTernary(new Curvature(2, 4)), 2, new float[8], new float[8]).Output, Is.All.Zero);
        Assert.That(GoldenQuantization.Run(new LossAwareTernary(new Curvature(1, 8), keepsZeros: true), 1, [0, 2, -4, 0, 0, 6, 0, 0], new float[8]).Output, Is.EqualTo([0f, 0, -5, 0, 0, 5, 0, 0]));
    }

    [Test]
    public void ApplyRows_SomeRows_AreThoseOfTheWhole()
    {
        var (weights, curvature) = (Weights(6), new Curvature(4, Columns));
        curvature.Set(Moments(6));
        var ternary = new LossAwareTernary(curvature);
        var tape = Passes.Inference();
        var whole = ternary.Apply(tape, Passes.Tensor(tape, 4, Columns, weights)).ValueSpan.ToArray();

        var rows = ternary.ApplyRows(tape, Passes.Tensor(tape, 2, Columns, [.. weights[(3 * Columns)..], .. weights[Columns..(2 * Columns)]]), [3, 1]);

        Assert.That(rows.ValueSpan.ToArray(), Is.EqualTo((float[])[.. whole[(3 * Columns)..], .. whole[Columns..(2 * Columns)]]));
    }

    [Test]
    public void Fit_Importance_MovesValuesToTheMeansItWeighs()
    {
        var (weights, diagonal) = (Weights(7), Diagonal(7));
        var codebook = new Codebook([-1.5, -0.2, 0.4, 1.7]);
        var nearest = weights.Select(weight => codebook.Nearest(weight)).ToArray();

        codebook.Fit(weights, iterations: 1, Passes.Inference().Workers, importance: diagonal);

        double[] expected =
        [
            .. Enumerable.Range(0, 4).Select(value => Enumerable.Range(0, weights.Length).Where(i => nearest[i] == value).ToArray())
                .Select(own => own.Sum(i => (double)diagonal[i] * weights[i]) / own.Sum(i => (double)diagonal[i])),
        ];
        Assert.That(codebook.Centroids.ToArray(), Is.EqualTo(expected).Within(1e-9));
    }

    private static float[] Rounded(float[] weights, float[] diagonal)
    {
        var curvature = new Curvature(4, Columns);
        curvature.Set([.. diagonal.Select(value => value * value)]);
        var (output, gradient) = GoldenQuantization.Run(new LossAwareTernary(curvature), 4, weights, weights);
        Assert.That(gradient, Is.EqualTo(weights), "straight through");
        return output;
    }

    private static float[] Weights(int seed) => Passes.Numbers(4 * Columns, seed);

    private static float[] Diagonal(int seed) => [.. Moments(seed).Select(MathF.Sqrt)];

    private static float[] Moments(int seed) => [.. Passes.Numbers(4 * Columns, seed + 50).Select(value => MathF.Pow(value, 4) + 1e-4f)];
}
