using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderFieldTests
{
    private static readonly TextLoader.Column[] s_textAndNumber =
        [new("Text", DataKind.String, 0), new("Number", DataKind.Single, 1)];

    [Test]
    public void Quoting_SeparatorsAndDoubledQuotes_StayInTheField()
    {
        var data = Load("\"a, b\",1\n\"say \"\"hi\"\"\",2\nplain,3\n", quoting: true);
        Assert.That(Texts(data), Is.EqualTo(new[] { "a, b", "say \"hi\"", "plain" }));
        Assert.That(Numbers(data), Is.EqualTo(new[] { 1f, 2f, 3f }));
    }

    [Test]
    public void Quoting_NotAllowed_QuotesAreText()
    {
        Assert.That(Texts(Load("\"a\",1\n", quoting: false)), Is.EqualTo(new[] { "\"a\"" }));
    }

    [Test]
    public void EscapeChar_Backslash_EscapesQuotes()
    {
        var data = Load("\"say \\\"hi\\\"\",1\n", new TextLoader.Options { AllowQuoting = true, EscapeChar = '\\' });
        Assert.That(Texts(data), Is.EqualTo(new[] { "say \"hi\"" }));
    }

    [Test]
    public void ReadMultilines_QuotedLineBreak_StaysInTheField()
    {
        var data = Load("\"first\nsecond\",1\n\"third\",2\n", new TextLoader.Options { AllowQuoting = true, ReadMultilines = true });
        Assert.That(Texts(data).Select(text => text.ReplaceLineEndings("\n")), Is.EqualTo(new[] { "first\nsecond", "third" }));
        Assert.That(Numbers(data), Is.EqualTo(new[] { 1f, 2f }));
    }

    [TestCase(false, 0f)]
    [TestCase(true, float.NaN)]
    public void EmptyField_Number_IsZeroOrMissingAsAsked(bool asNaN, float expected)
    {
        var data = Load("a,\n,2\n", new TextLoader.Options { MissingRealsAsNaNs = asNaN });
        Assert.That(Texts(data), Is.EqualTo(new[] { "a", "" }));
        Assert.That(Numbers(data), Is.EqualTo(new[] { expected, 2f }));
    }

    [TestCase("?")]
    [TestCase("NaN")]
    [TestCase("no number")]
    public void UnreadableNumber_Single_IsNaN(string field)
    {
        Assert.That(Numbers(Load($"a,{field}\nb,1\n", quoting: false)), Is.EqualTo(new[] { float.NaN, 1f }));
    }

    [Test]
    public void ShortLine_AbsentFields_AreDefault()
    {
        var data = Load("a\nb,2\n", quoting: false);
        Assert.That(Texts(data), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Numbers(data), Is.EqualTo(new[] { 0f, 2f }));
    }

    [Test]
    public void LeadingSpaces_UnquotedField_AreDropped()
    {
        Assert.That(Texts(Load("   a b,1\n", quoting: false)), Is.EqualTo(new[] { "a b" }));
    }

    [TestCase(false, "a  ")]
    [TestCase(true, "a")]
    public void TrimWhitespace_EndOfALine_IsDroppedAsAsked(bool trim, string expected)
    {
        using var file = new TextFile("a  \n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Text", DataKind.String, 0)], trimWhitespace: trim);
        Assert.That(data.GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void DecimalMarker_Comma_SeparatesTheFraction()
    {
        var data = Load("a;1,5\n", new TextLoader.Options { DecimalMarker = ',', Separators = [';'] });
        Assert.That(Numbers(data), Is.EqualTo(new[] { 1.5f }));
    }

    [Test]
    public void Separators_Several_AllSeparate()
    {
        var data = Load("a|1\nb;2\n", new TextLoader.Options { Separators = ['|', ';'] });
        Assert.That(Texts(data), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Numbers(data), Is.EqualTo(new[] { 1f, 2f }));
    }

    [Test]
    public void Key_OfTheFile_CountsFromZero()
    {
        using var file = new TextFile("0\n2\n5\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Key", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(3))]);
        Assert.That(data.Schema["Key"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(data.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 1, 3, 0 }));
    }

    [Test]
    public void Booleans_UsualSpellings_AreRead()
    {
        using var file = new TextFile("1\n0\ntrue\nFalse\nyes\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Value", DataKind.Boolean, 0)]);
        Assert.That(data.GetColumn<bool>("Value"), Is.EqualTo(new[] { true, false, true, false, true }));
    }

    [Test]
    public void Integers_OfEachSign_AreRead()
    {
        using var file = new TextFile("-7\t255\t9000000000\n");
        var data = new MLContext().Data.LoadFromTextFile(
            file.Path,
            [new TextLoader.Column("Int", DataKind.Int32, 0), new TextLoader.Column("Byte", DataKind.Byte, 1), new TextLoader.Column("Long", DataKind.Int64, 2)]);
        Assert.That(data.GetColumn<int>("Int"), Is.EqualTo(new[] { -7 }));
        Assert.That(data.GetColumn<byte>("Byte"), Is.EqualTo(new byte[] { 255 }));
        Assert.That(data.GetColumn<long>("Long"), Is.EqualTo(new[] { 9000000000 }));
    }

    private static IDataView Load(string content, bool quoting) => Load(content, new TextLoader.Options { AllowQuoting = quoting });

    private static IDataView Load(string content, TextLoader.Options options)
    {
        if (options.Separators is ['\t'])
            options.Separators = [','];
        options.Columns = s_textAndNumber;
        using var file = new TextFile(content);
        var context = new MLContext();
        var data = context.Data.Cache(context.Data.LoadFromTextFile(file.Path, options));
        Assert.That(Texts(data).Count(), Is.EqualTo(Numbers(data).Count()));
        return data;
    }

    private static IEnumerable<string> Texts(IDataView data) => data.GetColumn<string>("Text");

    private static IEnumerable<float> Numbers(IDataView data) => data.GetColumn<float>("Number");
}
