using System.Diagnostics;
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
    public void Load_Unregistered_FailsAndRegisteringHelps()
    {
        var ml = new MLContext();
        Assert.That(Assert.Catch(() => ml.Model.Load(_file, out _)).GetBaseException().Message, Does.Contain("Couldn't load model"));

        MLNetCompression.Register(ml);

        Assert.That(() => ml.Model.Load(_file, out _), Throws.Nothing);
    }

    [Test]
    public void Save_AnyModel_LogsWhatALoadingProgramCalls()
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<string>();
        ml.Log += (_, message) => messages.Add(message.RawMessage);
        MLNetCompression.Register(ml);
        var loaded = ml.Model.Load(_file, out var schema);

        SavedModel.Save(ml, loaded, schema);

        Assert.That(messages, Has.Some.Contains("MLNetCompression.Register(mlContext)"));
    }

    [Test]
    public void Load_FreshProcess_PredictsTheSame()
    {
        string[] texts = ["I was charged twice", "the parcel never arrived", ""];

        var lines = RunFreshProcess([_file, .. texts]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var expected = texts.Select(text => Fitted.Compressed.Score(text)).Select(scores => $"{Fitted.Compressed.Model.Labels[Array.IndexOf(scores, scores.Max())]} {ScoredRows.Bits(scores)}");
        Assert.That(lines.Select(line => line.TrimEnd()), Is.EqualTo(expected));
    }

    [Test]
    public void Load_FreshProcessUnregistered_FailsAsDocumented()
    {
        var (exitCode, _, error) = RunFreshProcess(["--unregistered", _file, "text"]);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain("Couldn't load model"));
    }

    [Test]
    public void Save_Chain_HoldsOneModelOfTheReportedSize()
    {
        using var zip = new ZipArchive(new MemoryStream(_zip.Value));

        var models = zip.Entries.Where(entry => entry.Name == SavedModel.Stream).ToArray();

        Assert.That(models, Has.Length.EqualTo(1));
        Assert.That(models[0].Length, Is.EqualTo(Fitted.Compressed.Report.SizeInBytes));
        Assert.That(zip.Entries.Where(entry => entry.Name != SavedModel.Stream).Sum(entry => entry.Length), Is.LessThan(16_384));
    }

    [Test]
    public void SaveAndLoad_PrunedFp32_PredictsTheSame()
    {
        var pruned = _ml.MulticlassClassification.Trainers.PruneBlocks(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)).Fit(Fitted.Train);

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

    private static (int ExitCode, string Output, string Error) RunFreshProcess(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNet.Compression.FreshProcess.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
