using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TypedRows;

[TestFixture]
internal sealed class CreateEnumerableTests
{
    private readonly MLContext _context = new(seed: 1);

    private IDataView Data => _context.Data.LoadFromEnumerable<Row>([new() { Name = "a", Values = [1, 2] }, new() { Name = "b", Values = [3, 4] }]);

    [Test]
    public void Rows_NotReused_AreObjectsOfTheirOwn()
    {
        var rows = _context.Data.CreateEnumerable<Row>(Data, reuseRowObject: false).ToList();

        Assert.That(rows.Select(row => row.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(rows.Select(row => row.Values), Is.EqualTo(new[] { new float[] { 1, 2 }, new float[] { 3, 4 } }));
        Assert.That(rows[0].Values, Is.Not.SameAs(rows[1].Values));
    }

    [Test]
    public void Rows_Reused_AreOneObject()
    {
        var rows = _context.Data.CreateEnumerable<Row>(Data, reuseRowObject: true).ToList();

        Assert.That(rows[0], Is.SameAs(rows[1]));
        Assert.That(rows[0].Values, Is.EqualTo(new float[] { 3, 4 }));
    }

    [Test]
    public void MissingColumn_IsRefusedUnlessIgnored()
    {
        Assert.That(() => _context.Data.CreateEnumerable<Wider>(Data, reuseRowObject: false).ToList(), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(
            _context.Data.CreateEnumerable<Wider>(Data, reuseRowObject: false, ignoreMissingColumns: true).Select(row => row.Name),
            Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void WrongType_IsRefused()
    {
        Assert.That(() => _context.Data.CreateEnumerable<WrongType>(Data, reuseRowObject: false).ToList(), Throws.InvalidOperationException);
    }

    [Test]
    public void GetColumn_WrongType_IsRefused()
    {
        Assert.That(() => Data.GetColumn<int>("Name").ToList(), Throws.Exception);
        Assert.That(() => Data.GetColumn<string>("NoSuchColumn").ToList(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void GetColumn_Arrays_AreNotShared()
    {
        var values = Data.GetColumn<float[]>("Values").ToList();

        Assert.That(values[0], Is.Not.SameAs(values[1]));
        Assert.That(values[0], Is.EqualTo(new float[] { 1, 2 }));
    }

    private class Row
    {
        public string Name { get; set; } = "";

        [VectorType(2)]
        public float[] Values { get; set; } = [0, 0];
    }

    private sealed class Wider : Row
    {
        public int More { get; set; }
    }

    private sealed class WrongType
    {
        public float Name { get; set; }
    }
}
