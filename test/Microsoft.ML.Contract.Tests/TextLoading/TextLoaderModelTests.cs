using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderModelTests
{
    [Test]
    public void LoadWithDataLoader_OfASavedLoader_ReadsFilesAlike()
    {
        using var file = new TextFile("Kind;Text;A;B\n1;\"x; y\";1,5;2\n?;z;3;4\n");
        var context = new MLContext();
        var loader = context.Data.CreateTextLoader(
            new TextLoader.Options
            {
                Columns =
                [
                    new TextLoader.Column("Label", DataKind.UInt32, [new TextLoader.Range(0)], new KeyCount(2)),
                    new TextLoader.Column("Text", DataKind.String, 1),
                    new TextLoader.Column("Features", DataKind.Single, 2, 3),
                ],
                Separators = [';'],
                HasHeader = true,
                AllowQuoting = true,
                DecimalMarker = ',',
            },
            new MultiFileSource(file.Path));
        var model = context.Transforms.CopyColumns("Copy", "Text").Fit(loader.Load(file.Path));

        using var stream = new MemoryStream();
        context.Model.Save(model, loader, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.LoadWithDataLoader(stream, out var loadedLoader);

        var data = loaded.Transform(loadedLoader.Load(new MultiFileSource(file.Path)));
        Assert.That(data.GetColumn<string>("Copy").ToArray(), Is.EqualTo(new[] { "x; y", "z" }));
        Assert.That(data.GetColumn<uint>("Label").ToArray(), Is.EqualTo(new uint[] { 2, 0 }));
        Assert.That(data.GetColumn<float[]>("Features").First(), Is.EqualTo(new[] { 1.5f, 2f }));
        Assert.That(data.Schema["Features"].HasSlotNames(), Is.True);
    }

    [Test]
    public void GetOutputSchema_OfALoader_IsTheSchemaOfItsViews()
    {
        using var file = new TextFile("1\n");
        var loader = new MLContext().Data.CreateTextLoader([new TextLoader.Column("Value", DataKind.Single, 0)]);
        Assert.That(loader.Load(file.Path).Schema, Is.SameAs(loader.GetOutputSchema()));
    }
}
