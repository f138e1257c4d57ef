using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class SaveAsBinaryTests
{
    [Test]
    public void LoadFromBinary_OfSavedData_GivesTheSameRowsAndAnnotations()
    {
        using var text = new TextFile("Kind\tText\tA\tB\n1\tfirst\t1.5\tNaN\n0\tzweite Größe\t2\t3\n");
        var context = new MLContext();
        var data = context.Data.LoadFromTextFile(
            text.Path,
            [
                new TextLoader.Column("Label", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(2)),
                new TextLoader.Column("Text", DataKind.String, 1),
                new TextLoader.Column("Features", DataKind.Single, 2, 3),
            ],
            hasHeader: true);
        using var stream = new MemoryStream();
        context.Data.SaveAsBinary(data, stream);

        using var file = new TextFile(stream.ToArray());
        var loaded = context.Data.LoadFromBinary(file.Path);
        VBuffer<ReadOnlyMemory<char>> names = default;
        loaded.Schema["Features"].GetSlotNames(ref names);
        Assert.That(loaded.Schema.Select(column => (column.Name, column.Type)), Is.EqualTo(data.Schema.Select(column => (column.Name, column.Type))));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(loaded.GetColumn<uint>("Label").ToArray(), Is.EqualTo(new uint[] { 2, 1 }));
        Assert.That(loaded.GetColumn<string>("Text").ToArray(), Is.EqualTo(new[] { "first", "zweite Größe" }));
        Assert.That(loaded.GetColumn<float[]>("Features").ToArray(), Is.EqualTo(new[] { new[] { 1.5f, float.NaN }, [2f, 3f] }));
    }
}
