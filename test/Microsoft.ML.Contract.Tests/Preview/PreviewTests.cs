using Microsoft.ML.Contract.Tests.External;

namespace Microsoft.ML.Contract.Tests.Preview;

[TestFixture]
internal sealed class PreviewTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Preview_OfData_ShowsRowsAndColumns()
    {
        var preview = _context.Data.LoadFromEnumerable(Note.Some()).Preview(maxRows: 2);

        Assert.That(preview.RowView, Has.Length.EqualTo(2));
        Assert.That(preview.ColumnView.Select(column => column.Column.Name), Is.EqualTo(new[] { "Label", "Text" }));
        Assert.That(preview.ColumnView[0].Values.Select(value => value.ToString()), Is.EqualTo(new[] { "long", "short" }));
        Assert.That(preview.RowView[1].Values[0].Value.ToString(), Is.EqualTo("short"));
    }

    [Test]
    public void Preview_OfAnEstimator_FitsOnTheFirstRows()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());

        var preview = _context.Transforms.Conversion.MapValueToKey("Label").Preview(data, maxRows: 3, maxTrainingRows: 1);

        Assert.That(preview.ColumnView[2].Values, Is.EqualTo(new object[] { 1u, 0u, 0u }));
    }
}
