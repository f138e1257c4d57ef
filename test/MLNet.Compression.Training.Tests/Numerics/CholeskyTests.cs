using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tests.Numerics;

public class CholeskyTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(17)]
    [TestCase(64)]
    [TestCase(150)]
    public void Solve_PositiveDefiniteMatrix_GivesTheSolutionsOfTheEquations(int size)
    {
        var (matrix, expected) = (PositiveDefinite(size), Numbers(11, size, seed: 5));
        double[][] sides = [.. expected.Select(x => matrix.Select(row => Dot(row, x)).ToArray())];

        new Cholesky(Copy(matrix), new WorkerPool(2)).Solve(sides, new WorkerPool(2));

        for (var i = 0; i < sides.Length; i++)
        {
            Assert.That(sides[i], Is.EqualTo(expected[i]).Within(1e-11));
        }
    }

    [Test]
    public void Solve_AnyNumberOfThreads_GivesTheSameBits()
    {
        Assert.That(Solve(threads: 3), Is.EqualTo(Solve(threads: 1)));

        static double[][] Solve(int threads)
        {
            var sides = Numbers(20, 130, seed: 5);
            new Cholesky(PositiveDefinite(130), new WorkerPool(threads)).Solve(sides, new WorkerPool(threads));
            return sides;
        }
    }

    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    public void Constructor_NotPositiveDefinite_Throws(double pivot) =>
        Assert.That(() => new Cholesky([[1, 0, 0], [0, 1, 0], [0, 1, 1 + pivot]], WorkerPool.Inline), Throws.TypeOf<ArithmeticException>().With.Message.Contains("pivot 2"));

    [Test]
    public void Constructor_Cancelled_Throws() =>
        Assert.That(() => new Cholesky([[1]], WorkerPool.Inline, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    /// <summary>B Bᵀ + I.</summary>
    private static double[][] PositiveDefinite(int size)
    {
        var factor = Numbers(size, size, seed: 3);
        return [.. factor.Select((row, i) => factor.Select((other, j) => Dot(row, other) + (i == j ? 1 : 0)).ToArray())];
    }

    private static double[][] Numbers(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.NextDouble() - 0.5).ToArray())];
    }

    private static double[][] Copy(double[][] matrix) => [.. matrix.Select(row => row.ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
