namespace Microsoft.ML.Contract.Tests.DataOperations;

public class ShuffleTests
{
    private const int Rows = 500;
    private readonly MLContext _context = new(seed: 1);
    private IDataView _data = null!;

    [SetUp]
    public void Load() => _data = _context.Data.LoadFromEnumerable(NumberedRow.Create(Rows));

    [TestCase(1000)]
    [TestCase(20)]
    public void ShuffleRows_Rows_AreTheSameInAnotherOrder(int poolSize)
    {
        var ids = NumberedRow.Ids(_context.Data.ShuffleRows(_data, seed: 5, shufflePoolSize: poolSize));
        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(0, Rows)));
        Assert.That(ids, Is.Not.EqualTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void ShuffleRows_Seed_DecidesTheOrder()
    {
        int[] Shuffle(int seed) => NumberedRow.Ids(_context.Data.ShuffleRows(_data, seed));
        var first = Shuffle(5);
        Assert.That(Shuffle(5), Is.EqualTo(first));
        Assert.That(Shuffle(6), Is.Not.EqualTo(first));
    }

    [Test]
    public void ShuffleRows_ColumnsOfARow_StayTogether()
    {
        var shuffled = _context.Data.ShuffleRows(_data, seed: 5, shufflePoolSize: 30);
        foreach (var row in _context.Data.CreateEnumerable<NumberedRow>(shuffled, reuseRowObject: false))
            Assert.That((row.Value, row.Group), Is.EqualTo((row.Id / 2f, $"group {row.Id % 10}")));
    }

    [Test]
    public void ShuffleRows_CachedSource_IsReadInRandomOrderToo()
    {
        var ids = NumberedRow.Ids(_context.Data.ShuffleRows(_context.Data.Cache(_data), seed: 5, shufflePoolSize: 1));
        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(0, Rows)));
        Assert.That(ids, Is.Not.EqualTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void BootstrapSample_Complement_HasTheRowsLeftOut()
    {
        var sample = NumberedRow.Ids(_context.Data.BootstrapSample(_data, seed: 5));
        var left = NumberedRow.Ids(_context.Data.BootstrapSample(_data, seed: 5, complement: true));
        Assert.That(sample.Intersect(left), Is.Empty);
        Assert.That(sample.Distinct().Concat(left), Is.EquivalentTo(Enumerable.Range(0, Rows)));
        Assert.That(sample.Distinct().Count(), Is.LessThan(sample.Length));
        Assert.That((double)left.Length / Rows, Is.EqualTo(1 / Math.E).Within(0.1));
    }

    [Test]
    public void BootstrapSample_ReadTwice_GivesTheSameRows()
    {
        var sample = _context.Data.BootstrapSample(_data, seed: 5);
        var first = NumberedRow.Ids(sample);
        Assert.That(NumberedRow.Ids(sample), Is.EqualTo(first));
    }
}
