namespace Microsoft.ML.Contract.Tests.DataOperations;

public class FilterTests
{
    private readonly MLContext _context = new();

    [Test]
    public void FilterRowsByColumn_Bounds_IncludeTheLowerOnly()
    {
        var filtered = _context.Data.FilterRowsByColumn(Load(10), nameof(NumberedRow.Value), 1, 2.5);
        Assert.That(NumberedRow.Ids(filtered), Is.EqualTo(new[] { 2, 3, 4 }));
        Assert.That(filtered.GetRowCount(), Is.Null);
    }

    [Test]
    public void FilterRowsByColumn_NaN_NeverPasses()
    {
        var rows = NumberedRow.Create(3);
        rows[1].Value = float.NaN;
        Assert.That(NumberedRow.Ids(_context.Data.FilterRowsByColumn(_context.Data.LoadFromEnumerable(rows), nameof(NumberedRow.Value))), Is.EqualTo(new[] { 0, 2 }));
    }

    [Test]
    public void FilterRowsByColumn_Text_Throws()
    {
        Assert.That(() => _context.Data.FilterRowsByColumn(Load(3), nameof(NumberedRow.Group)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void FilterRowsByKeyColumnFraction_HalfOfTheKeys_PassTheirRows()
    {
        var filtered = _context.Data.FilterRowsByKeyColumnFraction(Load(8), nameof(NumberedRow.Key), 0, 0.5);
        Assert.That(NumberedRow.Ids(filtered), Is.EqualTo(new[] { 0, 1, 4, 5 }));
    }

    [Test]
    public void FilterRowsByMissingValues_NaN_IsLeftOut()
    {
        var rows = NumberedRow.Create(4);
        rows[2].Value = float.NaN;
        var filtered = _context.Data.FilterRowsByMissingValues(_context.Data.LoadFromEnumerable(rows), nameof(NumberedRow.Value));
        Assert.That(NumberedRow.Ids(filtered), Is.EqualTo(new[] { 0, 1, 3 }));
    }

    [TestCase(3, new[] { 3, 4 })]
    [TestCase(9, new int[0])]
    public void SkipRows_Count_LeavesTheRest(int count, int[] expected)
    {
        Assert.That(NumberedRow.Ids(_context.Data.SkipRows(Load(5), count)), Is.EqualTo(expected));
    }

    [TestCase(2, new[] { 0, 1 })]
    [TestCase(9, new[] { 0, 1, 2, 3, 4 })]
    public void TakeRows_Count_LeavesTheFirst(int count, int[] expected)
    {
        Assert.That(NumberedRow.Ids(_context.Data.TakeRows(Load(5), count)), Is.EqualTo(expected));
    }

    [Test]
    public void Filters_OfOneView_Compose()
    {
        var data = _context.Data.TakeRows(_context.Data.SkipRows(_context.Data.FilterRowsByColumn(Load(100), nameof(NumberedRow.Value), 10), 5), 3);
        Assert.That(NumberedRow.Ids(data), Is.EqualTo(new[] { 25, 26, 27 }));
    }

    [Test]
    public void Filter_Schema_IsThatOfTheSource()
    {
        var source = Load(3);
        Assert.That(_context.Data.FilterRowsByColumn(source, nameof(NumberedRow.Value)).Schema, Is.SameAs(source.Schema));
    }

    [Test]
    public void Filter_ColumnReadForItsOwnSake_IsNotActive()
    {
        var filtered = _context.Data.FilterRowsByColumn(Load(10), nameof(NumberedRow.Value), 1, 2);
        using var cursor = filtered.GetRowCursor([filtered.Schema[nameof(NumberedRow.Id)]]);
        Assert.That(cursor.MoveNext(), Is.True);
        Assert.That(cursor.IsColumnActive(filtered.Schema[nameof(NumberedRow.Value)]), Is.False);
    }

    private IDataView Load(int count) => _context.Data.LoadFromEnumerable(NumberedRow.Create(count));
}
