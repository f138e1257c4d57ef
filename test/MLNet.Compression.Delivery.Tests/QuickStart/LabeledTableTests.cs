using QuickStart.Tables;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class LabeledTableTests
{
    [Test]
    public void Read_HeaderWithQuotedComma_TakesTheColumnsThatAreMeant()
    {
        var row = LabeledTable.Read(Tables.Of("\"price, in euros\",text,label\n12,a fine film,good"), null, null).Single();
        Assert.That((row.Text, row.Label), Is.EqualTo(("a fine film", "good")));
    }

    [Test]
    public void Read_NamedColumns_IgnoresCaseAndUsualNames()
    {
        var row = LabeledTable.Read(Tables.Of("text,label,Title,Stars\na,b,c,d"), "title", "STARS").Single();
        Assert.That((row.Text, row.Label), Is.EqualTo(("c", "d")));
    }

    [Test]
    public void Read_RowsWithoutLabel_AreLeftOutAndLabelsTrimmed()
    {
        var rows = LabeledTable.Read(Tables.Of("text,label\nx, good\ny,\nz,\" \"\n,bad"), null, null);
        Assert.That(rows.Select(row => (row.Text, row.Label)), Is.EqualTo([("x", "good"), ("", "bad")]));
    }

    [TestCase("words,label\nx,y", null, null, "data.csv has the columns 'words', 'label'; none has a usual name. Name one with --text.")]
    [TestCase("text,grade\nx,y", null, null, "data.csv has the columns 'text', 'grade'; none has a usual name. Name one with --label.")]
    [TestCase("text,label\nx,y", "txt", null, "data.csv has the columns 'text', 'label'; none is called 'txt'. Name one of them with --text.")]
    [TestCase("text,review,label\nx,y,z", null, null, "data.csv has the columns 'text', 'review', 'label'; more than one has a usual name. Name one with --text.")]
    [TestCase("text,label,label\nx,y,z", null, "label", "data.csv has the columns 'text', 'label', 'label'; more than one is called 'label'. Rename one of them in the file.")]
    [TestCase("text,label\nx,\ny,", null, null, "data.csv has no label in the column label.")]
    public void Read_ColumnsThatAreNotClear_NamesThem(string table, string? text, string? label, string message) =>
        Assert.That(() => LabeledTable.Read(Tables.Of(table), text, label), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));
}
