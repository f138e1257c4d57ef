using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Every stage on a model whose output is a number: how many times does a text say "yes"?</summary>
public class RegressionTests
{
    private static readonly Lazy<TextModel> _trained = new(Train);

    [Test]
    public void Run_FineTuning_PredictsTheValues()
    {
        var error = Error(_trained.Value, Data(64, seed: 2));

        TestContext.Out.WriteLine($"mean squared error {error:0.000}, that of the mean {Variance(Data(64, seed: 2)):0.000}");
        Assert.That(error, Is.LessThan(0.3 * Variance(Data(64, seed: 2))));
    }

    [Test]
    public void Encode_Regression_ScoresAsTheTrainableModelAndComesBack()
    {
        var (model, data) = (_trained.Value, Data(20, seed: 3));
        using var stream = new MemoryStream();
        CompressedModelEncoder.Encode(model, ValueFormat.Float32).Save(stream);
        stream.Position = 0;
        var loaded = CompressedModel.Load(stream);
        var scores = new float[data.Count];
        using var classifier = new TextClassifier(loaded);
        classifier.Score(TinyModels.Batch(data), scores);

        Assert.That(classifier.IsRegression, Is.True);
        Assert.That(Predictions.ValuesOf(loaded, data), Is.EqualTo(scores));
        Assert.That(() => Predictions.Of(loaded, data), Throws.ArgumentException.With.Message.Contains("Sequence"));
        Assert.That(Deviation.Relative(scores, TinyModels.Logits(model, data)), Is.LessThan(1e-5));
        Assert.That(TinyModels.Logits(CompressedModelDecoder.Decode(loaded), data), Is.EqualTo(TinyModels.Logits(model, data)));
    }

    [Test]
    public void Run_DistillationPruningAndQuantization_StayNearTheTeacher()
    {
        var (teacher, data, test, environment) = (_trained.Value, Data(128), Data(64, seed: 2), new TrainingEnvironment(1, 2));
        var student = Create(seed: 3);

        Distillation.Run(teacher, student, data, new DistillationOptions { Epochs = 6, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 }, environment);
        PruningRun.Run(student, teacher, data, new PruningOptions { Epochs = 2, BatchSize = 16, Sparsity = 0.5, Dropout = 0, AttentionDropout = 0 }, environment);
        using (var run = new QuantizationRun(student, QuantizationPlan.Int8))
        {
            run.Train(null, data, new QuantizationOptions { Epochs = 1, BatchSize = 16 }, environment);
        }


        TestContext.Out.WriteLine($"mean squared error {Error(student, test):0.000}, that of the mean {Variance(test):0.000}");
        Assert.That(Error(student, test), Is.LessThan(0.5 * Variance(test)));
    }

    [Test]
    public void Run_ClassesForARegression_SaysWhatIsNeeded() =>
        Assert.That(
            () => FineTuning.Run(Create(), TinyModels.Data(4), new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.InvalidOperationException.With.Message.Contains("Values are needed").And.Message.Contains("classes"));

    [Test]
    public void Run_ValuesForAClassifier_SaysWhatIsNeeded() =>
        Assert.That(
            () => FineTuning.Run(TinyModels.Create(), Data(4), new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.InvalidOperationException.With.Message.Contains("Classes are needed").And.Message.Contains("values"));

    [Test]
    public void Run_LabelSmoothing_IsRefused() =>
        Assert.That(
            () => FineTuning.Run(Create(), Data(4), new FineTuningOptions { LabelSmoothing = 0.1 }, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("0.1").And.Message.Contains("classes"));

    [Test]
    public void Run_ClassifierAsTeacher_IsRefused() =>
        Assert.That(
            () => PruningRun.Run(Create(), TinyModels.Create(), Data(4), new PruningOptions(), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("Regression").And.Message.Contains("Sequence"));

    [Test]
    public void CreateRandom_ClassesForARegression_Throws() =>
        Assert.That(
            () => TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, ["a", "b"], 12, 1, HeadKind.Regression),
            Throws.ArgumentException.With.Message.Contains("no classes"));

    private static TextModel Create(int seed = 1) =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.Regression);

    private static TextModel Train()
    {
        var model = Create();
        var options = new FineTuningOptions { Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(model, Data(128), options, new TrainingEnvironment(1, 2));
        return model;
    }

    private static TextDataset Data(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        for (var row = 0; row < rows; row++)
        {
            var words = Enumerable.Range(0, 6).Select(_ => random.Next(2) == 0 ? "yes" : "no").ToArray();
            data.Add(string.Join(' ', words).AsMemory(), null, words.Count(word => word == "yes") - 3f);
        }

        return data;
    }

    private static double Error(TextModel model, TextDataset data) =>
        TinyModels.Logits(model, data).Zip(data.Values.ToArray(), (p, y) => (double)(p - y) * (p - y)).Average();

    private static double Variance(TextDataset data)
    {
        var values = data.Values.ToArray();
        return values.Average(value => Math.Pow(value - values.Average(), 2));
    }
}
