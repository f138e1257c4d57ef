using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Contract.Tests.External;

[TestFixture]
internal sealed class ExternalModelFileTests
{
    private MLContext _context = null!;
    private IDataView _data = null!;
    private TransformerChain<LengthModel> _model = null!;

    [SetUp]
    public void Train()
    {
        _context = new MLContext(seed: 1);
        _data = _context.Data.LoadFromEnumerable(Note.Some());
        _model = _context.Transforms.Conversion.MapValueToKey("Label").Append(new LengthTrainer("Label", "Text")).Fit(_data);
    }

    [TearDown]
    public void DisposeModel() => _model.Dispose();

    [Test]
    public void Load_RegisteredInAnotherContext_ScoresAlike()
    {
        var loadingContext = new MLContext();
        LengthModel.Register(loadingContext);

        var loaded = loadingContext.Model.Load(Saved(), out var schema);

        Assert.That(loaded.Transform(_data).GetColumn<float[]>("Score"), Is.EqualTo(_model.Transform(_data).GetColumn<float[]>("Score")));
        Assert.That(schema.Select(column => column.Name), Is.EqualTo(new[] { "Label", "Text" }));
    }

    [Test]
    public void Load_RegisteredTwice_StillLoads()
    {
        LengthModel.Register(_context);
        LengthModel.Register(_context);

        Assert.That(_context.Model.Load(Saved(), out _), Is.InstanceOf<TransformerChain<ITransformer>>());
    }

    [Test]
    public void Load_NotRegistered_NamesThePart()
    {
        var thrown = Assert.Catch(() => new MLContext().Model.Load(Saved(), out _));

        Assert.That(Chain(thrown).Select(exception => exception.Message.Replace('\\', '/')), Has.Some.EqualTo("Couldn't load model: 'TransformerChain/Transform_001'"));
    }

    [Test]
    public void Load_ComponentThatThrows_KeepsItsException()
    {
        Internals.Register(_context.ComponentCatalog, typeof(BrokenLoader), LengthModel.LoadName);

        var thrown = Assert.Catch(() => _context.Model.Load(Saved(), out _));

        Assert.That(Chain(thrown), Has.Some.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Save_TransformerThatWritesNothing_AsksForASignature()
    {
        using var stream = new MemoryStream();

        Assert.That(
            () => _context.Model.Save(new EmptySave(), _data.Schema, stream),
            Throws.InvalidOperationException.With.Message.Contains("ModelSignature not specified!"));
    }

    [Test]
    public void Save_AsBuiltInComponent_LoadsAsThatComponent()
    {
        using var stream = new MemoryStream();
        _context.Model.Save(new SavesAs(_model.First()), _data.Schema, stream);
        stream.Position = 0;

        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.That(loaded, Is.InstanceOf<ValueToKeyMappingTransformer>());
    }

    private MemoryStream Saved()
    {
        var stream = new MemoryStream();
        _context.Model.Save(_model, _data.Schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
