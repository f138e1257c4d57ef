using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class SaveAsTextTests
{
    private static readonly Row[] s_rows =
    [
        new() { Text = "plain", Number = 1.5f, Flag = true },
        new() { Text = "with\ttab", Number = -2f },
        new() { Text = "say \"hi\"", Number = 3f, Flag = true },
        new() { Text = "", Number = 4f },
    ];

    [Test]
    public void SaveAsText_WithoutSchema_WritesHeaderAndQuotedRows()
    {
        string[] expected = ["Text\tNumber\tFlag", "plain\t1.5\t1", "\"with\ttab\"\t-2\t0", "\"say \"\"hi\"\"\"\t3\t1", "\"\"\t4\t0"];
        Assert.That(Save(schema: false), Is.EqualTo(expected));
    }

    [Test]
    public void SaveAsText_WithoutHeader_WritesRowsOnly()
    {
        Assert.That(Save(schema: false, header: false)[0], Is.EqualTo("plain\t1.5\t1"));
    }

    [Test]
    public void SaveAsText_WithSchema_PutsItIntoCommentsAhead()
    {
        var lines = Save(schema: true);
        Assert.That(lines[0], Is.EqualTo("#@ TextLoader{"));
        Assert.That(lines.TakeWhile(line => line.StartsWith("#@", StringComparison.Ordinal)).Last(), Is.EqualTo("#@ }"));
        Assert.That(lines, Does.Contain("#@   col=Number:R4:1"));
    }

    [Test]
    public void SaveAsText_LoadedAgain_GivesTheSameRows()
    {
        using var file = new TextFile(string.Join('\n', Save(schema: true)));
        var context = new MLContext();
        var data = context.Data.LoadFromTextFile(
            file.Path,
            [new TextLoader.Column("Text", DataKind.String, 0), new TextLoader.Column("Number", DataKind.Single, 1), new TextLoader.Column("Flag", DataKind.Boolean, 2)],
            hasHeader: true,
            allowQuoting: true);
        var rows = context.Data.CreateEnumerable<Row>(data, reuseRowObject: false).ToArray();
        Assert.That(rows.Select(row => (row.Text, row.Number, row.Flag)), Is.EqualTo(s_rows.Select(row => (row.Text, row.Number, row.Flag))));
    }

    [Test]
    public void SaveAsText_WithSchema_LoadsWithoutOptions()
    {
        var context = new MLContext();
        var data = context.Data.LoadFromEnumerable([new NumberRow { Label = 1, Features = [2.5f, 3] }, new NumberRow { Label = 4, Features = [5, 6] }]);
        using var stream = new MemoryStream();
        context.Data.SaveAsText(data, stream);
        using var file = new TextFile(stream.ToArray());
        var loaded = context.Data.LoadFromTextFile(file.Path);
        Assert.That(loaded.Schema.Select(column => (column.Name, column.Type)), Is.EqualTo(data.Schema.Select(column => (column.Name, column.Type))));
        Assert.That(loaded.GetColumn<float>("Label").ToArray(), Is.EqualTo(new[] { 1f, 4f }));
        Assert.That(loaded.GetColumn<float[]>("Features").ToArray(), Is.EqualTo(new[] { new[] { 2.5f, 3f }, [5f, 6f] }));
    }

    [Test]
    public void LoadFromTextFile_WithoutSchemaOrOptions_TakesTheFirstFieldAsLabel()
    {
        using var file = new TextFile("1\t2\t3\n4\t5\t6\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path);
        Assert.That(data.GetColumn<float>("Label").ToArray(), Is.EqualTo(new[] { 1f, 4f }));
        Assert.That(data.GetColumn<float[]>("Features").ToArray(), Is.EqualTo(new[] { new[] { 2f, 3f }, [5f, 6f] }));
    }

    [Test]
    public void SaveAsText_SparseVector_LoadsAgain()
    {
        var context = new MLContext();
        var vector = new float[30];
        vector[7] = 2;
        vector[29] = 1;
        using var stream = new MemoryStream();
        context.Data.SaveAsText(context.Data.LoadFromEnumerable([new VectorRow { Features = vector }]), stream, schema: false, headerRow: false);
        using var file = new TextFile(stream.ToArray());
        var data = context.Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Features", DataKind.Single, 0, 29)], allowSparse: true);
        Assert.That(data.GetColumn<float[]>("Features").Single(), Is.EqualTo(vector));
    }

    private static string[] Save(bool schema, bool header = true)
    {
        var context = new MLContext();
        using var stream = new MemoryStream();
        context.Data.SaveAsText(context.Data.LoadFromEnumerable(s_rows), stream, headerRow: header, schema: schema, forceDense: true);
        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }

        public bool Flag { get; set; }
    }

    private sealed class NumberRow
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class VectorRow
    {
        [VectorType(30)]
        public float[] Features { get; set; } = [];
    }
}
