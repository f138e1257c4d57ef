using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Resuming;

namespace MLNet.Compression.Training.Tests.Loop;

/// <summary>Validation rows of random labels, on which a model that learns gets no better, or only by chance.</summary>
public class ModelSelectionTests
{
    private static readonly TextDataset _data = TinyModels.Data(64);
    private static readonly TextDataset _validation = Noise();

    [Test]
    public void Run_KeepBest_LeavesTheBestOfAllEvaluatedModels()
    {
        var (model, reports) = Train(_ => { });
        var scores = reports.Where(report => !report.IsFinal).Select(report => report.Validation).OfType<ValidationScore>().Distinct().ToArray();

        var (best, bestReports) = Train(options => options.KeepBest = true);

        var final = bestReports[^1].Validation!;
        Assert.That(scores, Has.Length.GreaterThan(3));
        Assert.That(scores.Append(reports[^1].Validation!).Any(score => score.IsBetterThan(final)), Is.False);
        Assert.That(TinyModels.Accuracy(best, _validation), Is.EqualTo(final.Score));
        Assert.That(TinyModels.Weights(best), Is.Not.EqualTo(TinyModels.Weights(model)), "The last model is not the best.");
    }

    [Test]
    public void Run_Patience_EndsEarly()
    {
        var (_, reports) = Train(options => options.Patience = 2);

        Assert.That(reports[^1].IsFinal, Is.True);
        Assert.That(reports[^1].Step, Is.LessThan(reports[^1].TotalSteps).And.GreaterThanOrEqualTo(24));
        Assert.That(reports[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Run_ValidationAlone_DoesNotChangeTheResult()
    {
        var with = Train(_ => { }).Model;
        var without = TinyModels.Create();
        FineTuning.Run(without, _data, Options(_ => { }), new TrainingEnvironment(1, 2));

        Assert.That(TinyModels.Weights(with), Is.EqualTo(TinyModels.Weights(without)));
    }

    [Test]
    public void Run_Interrupted_SelectsTheSameModel()
    {
        using var temporary = new TemporaryFolder();
        var expected = Train(Select).Model;
        var model = TinyModels.Create();

        Lives.OneStepEach(environment =>
        {
            model = TinyModels.Create();
            var validated = new TrainingEnvironment(1, 2, environment.Progress, environment.CancellationToken) { Validation = new ValidationData(_validation) };
            FineTuning.Run(model, _data, Options(options => options.ResumeFolder = temporary.Path, Select), validated);
        });

        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(expected)));

        static void Select(TrainingOptions options) => (options.KeepBest, options.Patience, options.EvaluationInterval) = (true, 6, 3);
    }

    [Test]
    public void Run_TeachersPredictions_GiveTheAgreement()
    {
        var teacher = ProbabilityTable.Softmax(TinyModels.Logits(TinyModels.CreateLively(), _validation), 2);
        var reports = new List<TrainingProgress>();
        var model = TinyModels.Create();

        FineTuning.Run(model, _data, Options(_ => { }), new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)) { Validation = new ValidationData(_validation, teacher) });

        var predictions = new ClassificationPredictions(ProbabilityTable.Softmax(TinyModels.Logits(model, _validation), 2), _validation.Labels, teacher);
        Assert.That(reports[^1].Validation!.TeacherAgreement, Is.EqualTo(new LabelLoyalty().Evaluate(predictions)));
        Assert.That(reports[^1].Validation!.Score, Is.EqualTo(new Accuracy().Evaluate(predictions)));
    }

    [Test]
    public void Run_PruningKeepBest_LeavesAPrunedModel()
    {
        var model = TinyModels.CreateLively();
        var options = new PruningOptions { Epochs = 4, BatchSize = 8, MaskInterval = 3, Sparsity = 0.5, KeepBest = true, EvaluationInterval = 2 };

        PruningRun.Run(model, null, _data, options, new TrainingEnvironment(1, 2) { Validation = new ValidationData(_validation) });

        var weights = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(linear => linear.Weight).ToArray();
        Assert.That(weights.Sum(weight => weight.ValueSpan.Count(0f)), Is.EqualTo(weights.Sum(weight => weight.Count) / 2));
    }

    [Test]
    public void Run_PatienceWithoutValidation_IsRefused() => Assert.That(
        () => FineTuning.Run(TinyModels.Create(), _data, Options(options => options.Patience = 1), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("validation set"));

    [Test]
    public void IsBetterThan_SameAccuracy_TheSmallerLogLossDecides()
    {
        var score = new ValidationScore(0.8, 0.5, null);

        Assert.That(score.IsBetterThan(null), Is.True);
        Assert.That(score.IsBetterThan(score with { Score = 0.7, Loss = 0.1 }), Is.True);
        Assert.That(score.IsBetterThan(score with { Loss = 0.6 }), Is.True);
        Assert.That(score.IsBetterThan(score), Is.False);
    }

    private static (TextModel Model, List<TrainingProgress> Reports) Train(Action<TrainingOptions> change)
    {
        var (model, reports) = (TinyModels.Create(), new List<TrainingProgress>());
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)) { Validation = new ValidationData(_validation) };
        FineTuning.Run(model, _data, Options(change), environment);
        return (model, reports);
    }

    private static FineTuningOptions Options(params Action<TrainingOptions>[] changes)
    {
        var options = new FineTuningOptions { Epochs = 8, BatchSize = 8, LearningRate = 3e-3 };
        Array.ForEach(changes, change => change(options));
        return options;
    }

    private static TextDataset Noise()
    {
        var random = new Random(3);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(40, seed: 5))
        {
            data.Add(text.AsMemory(), null, random.Next(2));
        }

        return data;
    }
}
