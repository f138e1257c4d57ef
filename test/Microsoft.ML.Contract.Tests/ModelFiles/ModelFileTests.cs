using Microsoft.ML.Contract.Tests.External;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.ModelFiles;

[TestFixture]
internal sealed class ModelFileTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Load_InputSchema_ComesBackWithAnnotations()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        var keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        using var stream = new MemoryStream();

        _context.Model.Save(_context.Transforms.CopyColumns("Copy", "Text").Fit(keyed), keyed.Schema, stream);
        stream.Position = 0;
        _ = new MLContext().Model.Load(stream, out var schema);

        Assert.That(schema["Label"].Type, Is.EqualTo(keyed.Schema["Label"].Type));
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Label"].GetKeyValues(ref names);
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(new[] { "long", "short" }));
    }

    [Test]
    public void Save_WithoutASchema_LoadsWithoutOne()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        using var stream = new MemoryStream();

        _context.Model.Save(_context.Transforms.CopyColumns("Copy", "Text").Fit(data), inputSchema: null, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out var schema);

        Assert.That(schema, Is.Null);
        Assert.That(loaded.Transform(data).GetColumn<string>("Copy").First(), Is.EqualTo(Note.Some().First().Text));
    }

    [Test]
    public void Load_NestedChain_WorksAtEveryDepth()
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        var inner = _context.Transforms.CopyColumns("A", "Text").Append(_context.Transforms.CopyColumns("B", "A"));
        using var model = _context.Transforms.CopyColumns("C", "Text").Append(inner).Fit(data);
        using var stream = new MemoryStream();

        _context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.That(loaded.Transform(data).GetColumn<string>("B"), Is.EqualTo(Note.Some().Select(note => note.Text)));
    }

    [Test]
    public void Save_ToAPath_CanBeLoadedFromIt()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var data = _context.Data.LoadFromEnumerable(Note.Some());
            _context.Model.Save(_context.Transforms.CopyColumns("Copy", "Text").Fit(data), data.Schema, path);

            var loaded = _context.Model.Load(path, out var schema);

            Assert.That(schema.Select(column => column.Name), Is.EqualTo(new[] { "Label", "Text" }));
            Assert.That(loaded.Transform(data).Schema.GetColumnOrNull("Copy"), Is.Not.Null);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Save_ThatThrows_LeavesTheFileItBegan()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var data = _context.Data.LoadFromEnumerable(Note.Some());

            Assert.That(() => _context.Model.Save(new EmptySave(), data.Schema, path), Throws.Exception);

            Assert.That(File.Exists(path), Is.True);
            Assert.That(() => _context.Model.Load(path, out _), Throws.Exception);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void LoadWithDataLoader_SavedWithOne_GivesBoth()
    {
        var loader = _context.Data.CreateTextLoader([new TextLoader.Column("Label", DataKind.String, 0), new TextLoader.Column("Text", DataKind.String, 1)]);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, "short\tab\nlong\tabcdefghijklmnopqrstuvwxyz\n");
            var data = loader.Load(path);
            using var model = _context.Transforms.Conversion.MapValueToKey("Label").Append(new LengthTrainer("Label", "Text")).Fit(data);
            using var stream = new MemoryStream();
            _context.Model.Save(model, loader, stream);
            var loadingContext = new MLContext();
            LengthModel.Register(loadingContext);

            stream.Position = 0;
            var loaded = loadingContext.Model.LoadWithDataLoader(stream, out var loadedLoader);
            stream.Position = 0;
            _ = loadingContext.Model.Load(stream, out var schema);

            var scored = loaded.Transform(loadedLoader.Load(path));
            Assert.That(scored.GetColumn<uint>("PredictedLabel"), Is.EqualTo(new uint[] { 1, 2 }));
            Assert.That(schema.Select(column => column.Name), Is.EqualTo(new[] { "Label", "Text" }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase(0)]
    [TestCase(10)]
    [TestCase(300)]
    public void Load_TruncatedFile_Throws(int length)
    {
        var data = _context.Data.LoadFromEnumerable(Note.Some());
        using var stream = new MemoryStream();
        _context.Model.Save(_context.Transforms.CopyColumns("Copy", "Text").Fit(data), data.Schema, stream);
        using var truncated = new MemoryStream(stream.ToArray()[..length]);

        Assert.That(() => _context.Model.Load(truncated, out _), Throws.Exception);
    }
}
