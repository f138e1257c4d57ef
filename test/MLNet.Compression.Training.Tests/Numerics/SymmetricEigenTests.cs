using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tests.Numerics;

public class SymmetricEigenTests
{
    private static IEnumerable<TestCaseData> Matrices()
    {
        foreach (var size in new[] { 1, 2, 3, 4, 17, 60 })
        {
            yield return new TestCaseData((object)Random(size)).SetArgDisplayNames($"random {size}");
        }

        var few = Random(64)[..10];
        yield return new TestCaseData((object)Of(64, (i, j) => few.Sum(row => row[i] * row[j]))).SetArgDisplayNames("rank 10 of 64");
        yield return new TestCaseData((object)Of(64, (i, j) => 1e-100 * few.Sum(row => row[i] * row[j]))).SetArgDisplayNames("tiny, rank 10 of 64");
        yield return new TestCaseData((object)Of(8, (_, _) => 0)).SetArgDisplayNames("zeros");
        yield return new TestCaseData((object)Of(9, (i, j) => i == j ? 3 : 0)).SetArgDisplayNames("one value");
        yield return new TestCaseData((object)Of(12, (_, _) => 1)).SetArgDisplayNames("rank one");
        yield return new TestCaseData((object)Of(20, (i, j) => Math.Pow(10, -i - j))).SetArgDisplayNames("of many sizes");
        yield return new TestCaseData((object)Of(30, (i, j) => i == j ? i % 3 : 0)).SetArgDisplayNames("repeated values");
    }

    [TestCaseSource(nameof(Matrices))]
    public void Vectors_OfAMatrix_AreOrthonormalAndItsOwn(double[][] matrix)
    {
        var eigen = new SymmetricEigen([.. matrix.Select(row => row.ToArray())]);

        var (size, scale) = (matrix.Length, matrix.Max(row => row.Max(Math.Abs)) * matrix.Length);
        double[][] vectors = [.. Enumerable.Range(0, size).Select(eigen.Vector)];
        for (var rank = 0; rank < size; rank++)
        {
            var product = matrix.Select(row => Dot(row, vectors[rank]));
            Assert.That(product.Zip(vectors[rank], (a, v) => Math.Abs(a - (eigen.Value(rank) * v))).Max(), Is.LessThanOrEqualTo(1e-14 * scale), $"A v = λ v of rank {rank}");
            for (var other = 0; other < size; other++)
            {
                Assert.That(Dot(vectors[rank], vectors[other]), Is.EqualTo(rank == other ? 1 : 0).Within(1e-13));
            }
        }

        Assert.That(Enumerable.Range(0, size).Select(eigen.Value), Is.Ordered.Descending);
        Assert.That(Enumerable.Range(0, size).Sum(eigen.Value), Is.EqualTo(matrix.Select((row, i) => row[i]).Sum()).Within(1e-13 * scale));
    }

    [Test]
    public void Values_KnownMatrix_AreThoseOfTheFormula()
    {
        const int Size = 25;
        var eigen = new SymmetricEigen(Of(Size, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0));

        double[] expected = [.. Enumerable.Range(1, Size).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (Size + 1)))).OrderDescending()];
        Assert.That(Enumerable.Range(0, Size).Select(eigen.Value), Is.EqualTo(expected).Within(1e-13));
    }

    [Test]
    public void Constructor_NoNumbers_Throws() =>
        Assert.That(() => new SymmetricEigen(Of(4, (_, _) => double.NaN)), Throws.TypeOf<ArithmeticException>());

    [Test]
    public void Constructor_Cancelled_Throws() =>
        Assert.That(() => new SymmetricEigen(Random(4), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    private static double[][] Random(int size)
    {
        var random = new Random(size);
        var half = Of(size, (_, _) => random.NextDouble() - 0.5);
        return Of(size, (i, j) => half[i][j] + half[j][i]);
    }

    private static double[][] Of(int size, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => value(i, j)).ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
