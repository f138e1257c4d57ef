using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.ModelFiles;

public class SaveAndLoadTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static readonly Lazy<byte[]> _zip = new(() => SavedModel.Save(_ml, Pipeline(Fitted.Compressed), Messages.Load(_ml, 1).Schema));

    private string _file = "";

    [SetUp]
    public void CreateFile()
    {
        _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        File.WriteAllBytes(_file, _zip.Value);
    }

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public void Load_SameProcessNewContext_PredictsTheSame()
    {
        var ml = new MLContext();
        MLNetCompression.Register(ml);
        MLNetCompression.Register(ml);

        var loaded = ml.Model.Load(_file, out var schema);

        Assert.That(schema.Select(column => column.Name), Does.Contain("Sentence1"));
        Assert.That(Scores(ml, loaded), Is.EqualTo(Scores(_ml, Pipeline(Fitted.Compressed))));
        Assert.That(Find(loaded), Is.TypeOf<QuantizationTransformer>());
    }

    [Test]
    public void Load_AfterACatalogMethod_NeedsNoRegistration()
    {
        var ml = new MLContext();
        ml.MulticlassClassification.Trainers.TextClassification();

        Assert.That(() => ml.Model.Load(_file, out _), Throws.Nothing);
    }

    [Test]
    public void Load_NewContext_NeedsNoRegistration()
    {
        var ml = new MLContext();

        var loaded = ml.Model.Load(_file, out _);

        Assert.That(Scores(ml, loaded), Is.EqualTo(Scores(_ml, Pipeline(Fitted.Compressed))));
        Assert.That(() => MLNetCompression.Register(ml), Throws.Nothing, "nor does registering hurt");
        Assert.That(() => ml.Model.Load(_file, out _), Throws.Nothing);
    }

    [Test]
    public void LoadableClasses_EveryTransformer_HasOneThatItsFilesAskFor()
    {
        var transformers = typeof(TextModelTransformer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ITransformer)) && !type.IsAbstract).ToArray();
        var loadable = typeof(TextModelTransformer).Assembly.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Name == "LoadableClassAttribute").Select(attribute => attribute.ConstructorArguments[0].Value);

        Assert.That(transformers, Is.Not.Empty);
        Assert.That(loadable, Is.EquivalentTo(transformers));
    }

    [TestCase("engine")]
    [TestCase("transform")]
    [TestCase("stream")]
    [TestCase("registered")]
    public void Load_FreshProcess_PredictsTheSame(string way)
    {
        string[] texts = ["I was charged twice", "the parcel never arrived", ""];

        Assert.That(FreshPredictions(way, texts), Is.EqualTo(texts.Select(text => Line(Fitted.Compressed, text))));
    }

    [Test]
    public void LoadWithDataLoader_FreshProcess_PredictsTheSame()
    {
        string[] texts = ["I was charged twice", "the parcel never arrived"];
        var loader = _ml.Data.CreateTextLoader([new TextLoader.Column("Label", DataKind.String, 0), new TextLoader.Column("Sentence1", DataKind.String, 1)]);
        _ml.Model.Save(Pipeline(Fitted.Compressed), loader, _file);

        Assert.That(FreshPredictions("loader", texts), Is.EqualTo(texts.Select(text => Line(Fitted.Compressed, text))));
    }

    /// <remarks>The file is from the time when loading needed a registration; it has the scores that were printed when it was saved.</remarks>
    [Test]
    public void Load_FileOfAnEarlierVersion_PredictsAsItDidThen()
    {
        var ml = new MLContext();
        var model = ml.Model.Load(Path.Combine(AppContext.BaseDirectory, "Golden", "model-files", "registered.zip"), out _);
        using var engine = ml.Model.CreatePredictionEngine<Message, Prediction>(model);

        var (open, locked) = (engine.Predict(new Message { Sentence1 = "please open the garden" }), engine.Predict(new Message { Sentence1 = "lock the hall" }));

        Assert.That((open.PredictedLabel, locked.PredictedLabel), Is.EqualTo(("in", "out")));
        Assert.That(open.Score, Is.EqualTo([0.9797798f, 0.02022017f]).Within(1e-4));
        Assert.That(locked.Score, Is.EqualTo([0.019673841f, 0.9803262f]).Within(1e-4));
        Assert.That(((IEnumerable<ITransformer>)model).OfType<TextModelTransformer>().Single().Report.Stages, Is.Empty, "files of its time have no stages");
    }

    [Test]
    public void Save_Chain_HoldsOneModelOfTheReportedSize()
    {
        using var zip = new ZipArchive(new MemoryStream(_zip.Value));

        var models = zip.Entries.Where(entry => entry.Name == SavedModel.Stream).ToArray();

        Assert.That(models, Has.Length.EqualTo(1));
        Assert.That(models[0].Length, Is.EqualTo(Fitted.Compressed.Report.SizeInBytes));
        Assert.That(zip.Entries.Where(entry => entry.Name is not (SavedModel.Stream or SavedModel.Report)).Sum(entry => entry.Length), Is.LessThan(16_384));
        Assert.That(zip.Entries.Single(entry => entry.Name == SavedModel.Report).CompressedLength, Is.LessThan(16_384));
    }

    [Test]
    public void SaveAndLoad_PrunedFp32_PredictsTheSame()
    {
        var pruned = _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)).Fit(Fitted.Train);

        var loaded = SavedModel.RoundTrip(_ml, pruned, Fitted.Test.Schema);

        Assert.That(loaded, Is.TypeOf<FullPrecisionTransformer>());
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(pruned.Transform(Fitted.Test))));
    }

    [Test]
    public void Loaded_Model_CanBeCompressedFurther()
    {
        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, Fitted.Teacher, Fitted.Test.Schema);

        var quantized = loaded.Quantize(QuantizationScheme.Int8);

        Assert.That(ScoredRows.Of(quantized.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(Fitted.Teacher.Quantize(QuantizationScheme.Int8).Transform(Fitted.Test))));
    }

    private static TransformerChain<KeyToValueMappingTransformer> Pipeline(TextModelTransformer model) =>
        model.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(Fitted.Test)));

    private static IEnumerable<string> Scores(MLContext ml, ITransformer model) =>
        ml.Data.CreateEnumerable<Prediction>(model.Transform(Messages.Load(ml, 30, seed: 14)), reuseRowObject: false).Select(row => $"{row.PredictedLabel} {ScoredRows.Bits(row.Score)}");

    private static ITransformer Find(ITransformer model) => ((IEnumerable<ITransformer>)model).First();

    private static string Line(TextModelTransformer model, string text)
    {
        var scores = model.Score(text);
        return $"{model.Model.Labels[Array.IndexOf(scores, scores.Max())]} {ScoredRows.Bits(scores)}";
    }

    private IEnumerable<string> FreshPredictions(string way, IEnumerable<string> texts) => OtherProcess.Lines(["score", way, _file, .. texts]);
}
