using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Clustering;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.States;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class ProductRowsTests
{
    private const int Rows = 40;
    private const int Columns = 12;

    [Test]
    public void Renew_Rows_HaveTheNearestRoundedVectors([Values(1, 3, 12)] int parts)
    {
        var (rows, table) = Create(parts, size: 7);
        var features = Rounded(rows.Codebooks);

        for (var row = 0; row < Rows; row++)
        {
            for (var part = 0; part < parts; part++)
            {
                var length = Columns / parts;
                double[] distances =
                [
                    .. Enumerable.Range(0, 7).Select(code => Enumerable.Range(part * length, length).Sum(c => Math.Pow((double)table.Value.RowSpan(row)[c] - features[(c * 7) + code], 2))),
                ];
                Assert.That(rows.Codes[(row * parts) + part], Is.EqualTo(Array.IndexOf(distances, distances.Min())));
            }
        }
    }

    [Test]
    public void Apply_Table_IsItsVectorsAndPassesTheGradientOnToBoth()
    {
        var (rows, table) = Create(parts: 3, size: 7);
        var upstream = Passes.Numbers(Rows * Columns, seed: 9);
        var features = Rounded(rows.Codebooks);

        var (output, gradient) = GoldenQuantization.Run(rows, Rows, table.ValueSpan.ToArray(), upstream);

        Assert.That(output, Is.EqualTo(Enumerable.Range(0, Rows * Columns).Select(i => features[(i % Columns * 7) + rows.Codes[(i / Columns * 3) + (i % Columns / 4)]])));
        Assert.That(gradient, Is.EqualTo(upstream));
        var expected = new double[Columns * 7];
        for (var i = 0; i < upstream.Length; i++)
        {
            expected[(i % Columns * 7) + rows.Codes[(i / Columns * 3) + (i % Columns / 4)]] += upstream[i];
        }

        Assert.That(rows.Codebooks.GradientSpan.ToArray(), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void ApplyRows_SomeRows_AreThoseOfTheTable()
    {
        var (rows, table) = Create(parts: 3, size: 7);
        var all = rows.Apply(Passes.Inference(), table).ValueSpan.ToArray();

        var some = rows.ApplyRows(Passes.Inference(), Passes.Parameter(3, Columns, new float[3 * Columns]), [17, 3, 17]);

        Assert.That(some.ValueSpan.ToArray(), Is.EqualTo(new[] { 17, 3, 17 }.SelectMany(row => all.AsSpan(row * Columns, Columns).ToArray())));
    }

    [TestCase(3, 7, 3)]
    [TestCase(1, 30, 5)]
    [TestCase(12, 16, 4)]
    public void StorageOf_Table_HoldsItBitForBit(int parts, int size, int bits)
    {
        var (rows, table) = Create(parts, size);
        table.Add(rows);
        var (values, format) = table.ToStore();

        StoredWeights.AssertExact($"{parts} parts of {size}", format!, Rows, values, bits: 0);
        Assert.That(format!.EncodeDense(values, Rows, Columns).SizeInBytes, Is.EqualTo(28 + (4 * Columns) + (size * Columns) + (((Rows * parts * bits) + 7) / 8)));
    }

    [Test]
    public void Fit_RowsThatAreProducts_AreFoundExactly()
    {
        var (first, second) = (Passes.Numbers(4 * 6, seed: 1), Passes.Numbers(4 * 6, seed: 2));
        var values = Enumerable.Range(0, Rows).SelectMany(row => first.AsSpan(row % 4 * 6, 6).ToArray().Concat(second.AsSpan(row / 4 % 4 * 6, 6).ToArray())).ToArray();
        var table = Passes.Parameter(Rows, Columns, values);
        var clusters = new ProductClusters(parts: 2, size: 4);

        var codebooks = clusters.Fit(table.Value, null, seed: 1, new WorkerPool(2));

        var codes = new ushort[Rows * 2];
        clusters.Assign(table.Value, codebooks, codes, new WorkerPool(2));
        Assert.That(Enumerable.Range(0, Rows * Columns).Select(i => codebooks[(i % Columns * 4) + codes[(i / Columns * 2) + (i % Columns / 6)]]), Is.EqualTo(values).Within(1e-6));
    }

    [Test]
    public void Fit_AnyThreads_GiveTheSameBits([Values(1, 4)] int parts)
    {
        var table = Passes.Parameter(700, Columns, Passes.Numbers(700 * Columns, seed: 4));
        var clusters = new ProductClusters(parts, size: 16);

        Assert.That(clusters.Fit(table.Value, null, seed: 1, new WorkerPool(3)), Is.EqualTo(clusters.Fit(table.Value, null, seed: 1, new WorkerPool(1))));
        Assert.That(clusters.Fit(table.Value, null, seed: 2, new WorkerPool(1)), Is.Not.EqualTo(clusters.Fit(table.Value, null, seed: 1, new WorkerPool(1))));
    }

    [Test]
    public void Load_SavedCodes_AreTheSame()
    {
        var (rows, table) = Create(parts: 3, size: 7);
        var snapshot = StateSnapshot.Of(rows);
        var codes = rows.Codes.ToArray();
        table.ValueSpan.Reverse();
        rows.Renew(table, new WorkerPool(1));
        Assert.That(rows.Codes.ToArray(), Is.Not.EqualTo(codes));

        rows.Load(snapshot.Reader);

        Assert.That(rows.Codes.ToArray(), Is.EqualTo(codes));
        Assert.That(() => Create(parts: 3, size: 3).Rows.Load(snapshot.Reader), Throws.TypeOf<ModelFileException>().With.Message.Contains("integers in [0, 2]"));
        Assert.That(() => Create(parts: 4, size: 7).Rows.Load(snapshot.Reader), Throws.TypeOf<ModelFileException>().With.Message.Contains("160 elements"));
    }

    private static (ProductRows Rows, Parameter Table) Create(int parts, int size)
    {
        var table = Passes.Parameter(Rows, Columns, Passes.Numbers(Rows * Columns, seed: 1));
        var clusters = new ProductClusters(parts, size);
        var rows = new ProductRows("table", Rows, Columns, clusters);
        clusters.Fit(table.Value, null, seed: 1, new WorkerPool(2)).CopyTo(rows.Codebooks.ValueSpan);
        rows.Renew(table, new WorkerPool(2));
        return (rows, table);
    }

    private static float[] Rounded(Parameter codebooks)
    {
        var rounded = new float[codebooks.Count];
        Int8Matrix.Encode(codebooks.ValueSpan, codebooks.Rows, codebooks.Columns).Decode(rounded);
        return rounded;
    }
}
