using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderFileTests
{
    private static readonly TextLoader.Column[] s_text = [new("Text", DataKind.String, 0)];

    [TestCase("a\nb\n")]
    [TestCase("a\r\nb\r\n")]
    [TestCase("a\nb")]
    [TestCase("\na\n\nb\n\n")]
    [TestCase("// a remark\na\n// another\nb\n")]
    public void Lines_AllEndings_GiveTheSameRows(string content)
    {
        Assert.That(Load(content), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void ByteOrderMark_AtTheStart_IsNotText()
    {
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("ä\n")];
        using var file = new TextFile(content);
        Assert.That(new MLContext().Data.LoadFromTextFile(file.Path, s_text).GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { "ä" }));
    }

    [Test]
    public void Utf8_BeyondAscii_IsRead()
    {
        Assert.That(Load("Größe 東京 🙂\n"), Is.EqualTo(new[] { "Größe 東京 🙂" }));
    }

    [Test]
    public void Header_OfEachFile_IsSkipped()
    {
        using var first = new TextFile("Name\na\n");
        using var second = new TextFile("Name\nb\n");
        var loader = new MLContext().Data.CreateTextLoader(s_text, hasHeader: true);
        Assert.That(loader.Load(first.Path, second.Path).GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void MaxRows_LongerFile_StopsThere()
    {
        using var file = new TextFile("a\nb\nc\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, new TextLoader.Options { Columns = s_text, MaxRows = 2 });
        Assert.That(data.GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Path_WithoutFile_Throws()
    {
        Assert.That(() => new MLContext().Data.LoadFromTextFile(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), s_text), Throws.InstanceOf<ArgumentException>());
    }

    private static string[] Load(string content)
    {
        using var file = new TextFile(content);
        return [.. new MLContext().Data.LoadFromTextFile(file.Path, s_text).GetColumn<string>("Text")];
    }
}
