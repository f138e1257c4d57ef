using System.Text;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class TableTests
{
    private static readonly string[] _header = ["a", "b"];

    [TestCase("a\tb\n1\t2", TestName = "Read_Tabs_GivesFields")]
    [TestCase("a,b\n1,2\n", TestName = "Read_Commas_GivesFields")]
    [TestCase("a;b\r\n1;2\r\n", TestName = "Read_SemicolonsAndWindowsLines_GivesFields")]
    [TestCase("a|b\r1|2", TestName = "Read_BarsAndOldMacLines_GivesFields")]
    [TestCase("\n a , b \n\n1,2\n\n", TestName = "Read_BlankLinesAndSpacesInTheHeader_GivesFields")]
    [TestCase("\uFEFFa,b\n1,2", TestName = "Read_ByteOrderMark_IsNoPartOfTheFirstName")]
    [TestCase("\"a\",\"b\"\n\"1\",\"2\"", TestName = "Read_Quoted_GivesFields")]
    [TestCase("\"a\"\t\"b\"\n\"1\"\t2", TestName = "Read_QuotedHeaderWithTabs_GivesFields")]
    public void Read(string text)
    {
        var table = Tables.Of(text);
        Assert.That(table.Header, Is.EqualTo(_header));
        Assert.That(table.Rows.Single().Fields, Is.EqualTo(["1", "2"]));
    }

    [Test]
    public void Read_Utf16WithMark_GivesFields() =>
        Assert.That(Tables.Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2")]).Header, Is.EqualTo(_header));

    [TestCase("\"x, y\",b\n1,2", "x, y")]
    [TestCase("\"x; y; z\",b\n1,2", "x; y; z")]
    [TestCase("\"say \"\"x\"\"\",b\n1,2", "say \"x\"")]
    [TestCase("\"x\ny\",b\n1,2", "x\ny")]
    [TestCase("\"x\ty\",b\n1,2", "x\ty")]
    [TestCase("x, y\tb\n1\t2", "x, y")]
    public void Header_WithSeparatorsInAName_HasThatName(string text, string name)
    {
        var table = Tables.Of(text);
        Assert.That(table.Header, Is.EqualTo([name, "b"]));
        Assert.That(table.Rows.Single().Fields[1], Is.EqualTo("2"));
    }

    [Test]
    public void Rows_QuotedWithSeparatorsQuotesAndLineBreaks_AreWhole() =>
        Assert.That(Tables.Of("a,b\n\"one, \"\"two\"\"\r\nthree\",x\n5 \" tall,y").Rows.Select(row => (row.Line, row.Fields[0])), Is.EqualTo(
        [
            (2, "one, \"two\"\r\nthree"),
            (4, "5 \" tall"),
        ]));

    [Test]
    public void Rows_OfATabSeparatedFileWithoutQuotedNames_KeepTheirQuotes() =>
        Assert.That(Tables.Of("a\tb\n\"so-called\" film\t0\n\"\t1").Rows.Select(row => row.Fields[0]), Is.EqualTo(["\"so-called\" film", "\""]));

    [TestCase("", "data.csv is empty")]
    [TestCase("\n\n", "data.csv is empty")]
    [TestCase("a,b\n", "data.csv has a header and no rows")]
    [TestCase("a,b\n1,2\n3\n", "data.csv, line 3: 1 fields where the header has 2")]
    [TestCase("a,b\n1,2,3\n", "data.csv, line 2: 3 fields where the header has 2")]
    [TestCase("a,b\n\"1\n2\",3\n\"4,5\n", "data.csv, line 4: a quoted field begins and never ends")]
    [TestCase("a,b\n\"1\"2,3\n", "data.csv, line 2: text follows the end of a quoted field")]
    public void Read_OfWhatIsNoTable_SaysWhere(string text, string message) =>
        Assert.That(() => Tables.Of(text), Throws.TypeOf<InvalidDataException>().With.Message.StartsWith(message));

    [Test]
    public void Read_OfAnotherEncoding_AsksForUtf8() =>
        Assert.That(() => Tables.Of(Encoding.Latin1.GetBytes("text,label\ncafé,1")), Throws.TypeOf<InvalidDataException>().With.Message.Contain("UTF-8"));
}
