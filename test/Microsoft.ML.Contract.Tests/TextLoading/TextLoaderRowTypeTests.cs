using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderRowTypeTests
{
    private const string Content = "Kind,Height,Width,Text\n1,2.5,3,\"x, y\"\n0,4,5,z\n";

    [Test]
    public void LoadColumn_OfEachMember_MakesTheSchema()
    {
        using var file = new TextFile(Content);
        var data = new MLContext().Data.LoadFromTextFile<Sample>(file.Path, separatorChar: ',', hasHeader: true, allowQuoting: true);
        Assert.That(data.Schema.Select(column => column.Name), Is.EquivalentTo(new[] { "Label", "Size", "Text" }));
        Assert.That(data.Schema["Label"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 2)));
        Assert.That(data.Schema["Size"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(data.Schema["Text"].Type, Is.EqualTo(TextDataViewType.Instance));
    }

    [Test]
    public void LoadColumn_Values_ComeFromTheirFields()
    {
        using var file = new TextFile(Content);
        var context = new MLContext();
        var data = context.Data.LoadFromTextFile<Sample>(file.Path, separatorChar: ',', hasHeader: true, allowQuoting: true);
        var rows = context.Data.CreateEnumerable<Sample>(data, reuseRowObject: false).ToArray();
        Assert.That(rows.Select(row => row.Kind), Is.EqualTo(new uint[] { 2, 1 }));
        Assert.That(rows.Select(row => row.Text), Is.EqualTo(new[] { "x, y", "z" }));
        Assert.That(rows[0].Size, Is.EqualTo(new[] { 2.5f, 3f }));
    }

    [Test]
    public void LoadColumnName_WithHeader_FindsTheFields()
    {
        using var file = new TextFile(Content);
        var data = new MLContext().Data.LoadFromTextFile<NamedSample>(file.Path, separatorChar: ',', hasHeader: true, allowQuoting: true);
        Assert.That(data.GetColumn<float>("Width").ToArray(), Is.EqualTo(new[] { 3f, 5f }));
        Assert.That(data.GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { "x, y", "z" }));
    }

    [Test]
    public void Member_WithoutLoadColumn_Throws()
    {
        using var file = new TextFile(Content);
        Assert.That(() => new MLContext().Data.LoadFromTextFile<IncompleteSample>(file.Path), Throws.InvalidOperationException);
    }

    private sealed class Sample
    {
        [LoadColumn(3)]
        public string Text { get; set; } = "";

        [LoadColumn(0), ColumnName("Label"), KeyType(2)]
        public uint Kind { get; set; }

        [LoadColumn(1, 2), VectorType(2)]
        public float[] Size { get; set; } = [];

        [NoColumn]
        public int Ignored { get; set; }
    }

    private sealed class NamedSample
    {
        [LoadColumnName("Text")]
        public string Text { get; set; } = "";

        [LoadColumnName("Width")]
        public float Width { get; set; }
    }

    private sealed class IncompleteSample
    {
        [LoadColumn(0)]
        public float Kind { get; set; }

        public float Height { get; set; }
    }
}
