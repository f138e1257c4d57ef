using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Reports;
using MLNet.Compression.Training.Tests.Resuming;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>Students without layers in the one loop.</summary>
public class StaticStudentTests
{
    private static readonly Lazy<TextModel> _teacher = new(TrainTeacher);

    private static IEnumerable<TestCaseData> Refused() => new (string Name, DistillationRecipe Recipe, string Said)[]
    {
        (nameof(DistillationRecipe.Joint), DistillationRecipe.Joint, "embeddings"),
        (nameof(DistillationRecipe.TinyBert), DistillationRecipe.TinyBert, "embeddings"),
        (nameof(DistillationRecipe.MiniLm), DistillationRecipe.MiniLm, "attention"),
        (nameof(DistillationRecipe.MiniLmV2), DistillationRecipe.MiniLmV2, "relations"),
        (nameof(DistillationRecipe.Patient), DistillationRecipe.Patient() with { Start = StudentInitialization.StaticVectors }, "compares states"),
        (nameof(DistillationRecipe.Theseus), DistillationRecipe.Theseus(), "replaces layers"),
        (nameof(DistillationRecipe.CrossView), DistillationRecipe.CrossView(), "cross views"),
        ("relations of sequences", new("distances", new DistillationStage("distil", 1, new DistanceLoss())), "compares states"),
        ("layers alone", new("layers", new DistillationStage("distil", 1, new PredictionLoss()) { Learns = LearningParts.Layers }), "layers alone"),
    }.Select(each => new TestCaseData(each.Recipe, each.Said).SetArgDisplayNames(each.Name));

    [TestCaseSource(nameof(Refused))]
    public void Require_RecipeOfStatesOrLayers_IsRefusedByName(DistillationRecipe recipe, string said) => Assert.That(
        () => RecipeCheck.Require(recipe, new LossCheck(TinyModels.StaticShape(8), [TinyModels.Shape], HeadKind.Sequence)),
        Throws.ArgumentException.With.Message.Contains(said));

    [Test]
    public void Require_HeadThatReadsEachToken_IsRefused() => Assert.That(
        () => RecipeCheck.Require(DistillationRecipe.Hinton(), new LossCheck(TinyModels.StaticShape(8), [TinyModels.Shape], HeadKind.MaskedLm)),
        Throws.ArgumentException.With.Message.Contains("MaskedLm"));

    [TestCase(0)]
    [TestCase(12)]
    public void Run_StaticStudent_LearnsFromItsTeacher(int hidden)
    {
        var student = TinyModels.CreateStatic(16, hidden, seed: 3);

        Distil(student, new TrainingEnvironment(1), folder: null);

        Assert.That(TinyModels.Accuracy(student, TinyModels.Data(128)), Is.GreaterThan(0.97));
    }

    [Test]
    public void Run_StaticTeacher_TeachesPredictions()
    {
        var (teacher, student) = (TinyModels.CreateStatic(16, seed: 3), TinyModels.CreateStatic(8, seed: 4));
        Distil(teacher, new TrainingEnvironment(1), folder: null);

        Distillation.Run(teacher, student, TinyModels.Data(128), Options(), new TrainingEnvironment(1));

        Assert.That(TinyModels.Accuracy(student, TinyModels.Data(128)), Is.GreaterThan(0.97));
    }

    [Test]
    public void Run_OneStepALife_EndsWithTheSameBits()
    {
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.CreateStatic(8, hidden: 6, seed: 3);
        Distil(expected, new TrainingEnvironment(1, 2), folder: null, epochs: 1);
        TextModel? student = null;

        Lives.OneStepEach(environment => Distil(student = TinyModels.CreateStatic(8, hidden: 6, seed: 3), environment, temporary.Path, epochs: 1));

        Assert.That(TinyModels.Weights(student!), Is.EqualTo(TinyModels.Weights(expected)));
    }

    [Test]
    public void FineTuning_FromScratch_Learns()
    {
        var model = TinyModels.CreateStatic(16, hidden: 8);

        FineTuning.Run(model, TinyModels.Data(128), new FineTuningOptions { BatchSize = 16, Epochs = 20, LearningRate = 1e-2 }, new TrainingEnvironment(1));

        Assert.That(TinyModels.Accuracy(model, TinyModels.Data(128)), Is.GreaterThan(0.97));
    }

    [TestCase(0)]
    [TestCase(12)]
    public void Forward_StaticModel_EqualsItsEquation(int hidden)
    {
        var (model, data) = (TinyModels.CreateLively(TinyModels.StaticShape(16, hidden)), TinyModels.Data(12));
        var batch = TinyModels.Batch(data);

        double[] expected = [.. Enumerable.Range(0, 12).SelectMany(row => Logits(model, batch.Ids[batch.SequenceStarts[row]..batch.SequenceStarts[row + 1]]))];

        Assert.That(TinyModels.Logits(model, data), Is.EqualTo(expected).Within(1e-5));
        Assert.That(Scores(CompressedModelEncoder.Encode(model, ValueFormat.Float32), batch), Is.EqualTo(expected).Within(1e-5));
        Assert.That(TinyModels.Weights(CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(model, ValueFormat.Float32))), Is.EqualTo(TinyModels.Weights(model)));
    }

    [TestCase(0)]
    [TestCase(12)]
    public void Quantize_WithTraining_StoresWhatTheForwardPassSees(int hidden)
    {
        var (model, data) = (TinyModels.CreateLively(TinyModels.StaticShape(16, hidden)), TinyModels.Data(40));
        var environment = new TrainingEnvironment(1);
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.LearnedStep(4), QuantizationScheme.LearnedStep(4)), environment);

        QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { BatchSize = 8, LearningRate = 1e-3 }, environment);

        var scores = Scores(CompressedModelEncoder.Encode(model, ValueFormat.Float32), TinyModels.Batch(data));
        Assert.That(scores, Is.All.Matches<float>(float.IsFinite));
        Assert.That(Deviation.Relative(scores, TinyModels.Logits(model, data)), Is.LessThan(0.05));
    }

    [Test]
    public void Prune_StaticModel_IsRefused() => Assert.That(
        () => PruningRun.Run(TinyModels.CreateStatic(16), null, TinyModels.Data(8), new PruningOptions(), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("no layers"));

    [Test]
    public void PartAccounts_StaticModel_CountsEveryParameterAndByte()
    {
        var model = TinyModels.CreateStatic(16, hidden: 8);
        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Int8);

        var parts = PartAccounts.Of(encoded);

        Assert.That(parts.Select(part => part.Name), Is.EqualTo(["embeddings", "head", "vocabulary"]));
        Assert.That(parts.Sum(part => part.Parameters), Is.EqualTo(model.ParameterCount));
        Assert.That(parts.Sum(part => part.Bytes), Is.EqualTo(encoded.SizeInBytes));
    }

    [Test]
    public void Constructor_HeadThatReadsEachToken_IsRefused() => Assert.That(
        () => TextModelFactory.CreateRandom(TinyModels.StaticShape(8), TinyModels.Tokenizer, ["a", "b"], TinyModels.MaxTokens, seed: 1, HeadKind.Token),
        Throws.ArgumentException.With.Message.Contains("token-classification"));

    private static float[] Scores(CompressedModel model, TokenBatch batch)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[batch.SequenceCount * classifier.LabelCount];
        classifier.Logits(batch, logits);
        return logits;
    }

    /// <summary>W relu(V m + a) + b, or W m + b, with m the mean over all but the first five pieces.</summary>
    private static double[] Logits(TextModel model, ReadOnlySpan<int> ids)
    {
        double[] read = [.. Enumerable.Range(0, model.Shape.EmbeddingSize).Select(feature => 0.0)];
        var count = 0;
        foreach (var id in ids)
        {
            if (id >= 5)
            {
                var row = model.Encoder.Embeddings.Words.Value.RowSpan(id).ToArray();
                read = [.. read.Zip(row, (sum, value) => sum + value)];
                count++;
            }
        }

        read = [.. read.Select(sum => sum / count)];
        return Linear(model.Head.Classifier!, model.Head.Pooler is { } hidden ? [.. Linear(hidden, read).Select(value => Math.Max(0, value))] : read);
    }

    private static double[] Linear(Layers.Linear linear, double[] x) =>
    [
        .. Enumerable.Range(0, linear.Weight.Rows).Select(output =>
            linear.Bias.ValueSpan[output] + linear.Weight.Value.RowSpan(output).ToArray().Zip(x, (w, value) => w * value).Sum()),
    ];

    private static void Distil(TextModel student, TrainingEnvironment environment, string? folder, int epochs = 15)
    {
        var options = Options(epochs);
        options.ResumeFolder = folder;
        Distillation.Run(_teacher.Value, student, TinyModels.Data(128), options, environment);
    }

    private static DistillationOptions Options(int epochs = 15) => new() { Recipe = DistillationRecipe.Hinton(temperature: 1, alpha: 1), Epochs = epochs, BatchSize = 16, LearningRate = 1e-2 };

    private static TextModel TrainTeacher()
    {
        var teacher = TinyModels.Create();
        FineTuning.Run(teacher, TinyModels.Data(128), new FineTuningOptions { BatchSize = 16, Epochs = 20, LearningRate = 2e-3 }, new TrainingEnvironment(1));
        return teacher;
    }
}
