using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.QuestionAnswering;

public partial class QuestionAnswerTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<IDataView> _train = new(() => _ml.Data.LoadFromEnumerable(Questions.Create(240, seed: 1)));
    private static readonly Lazy<IDataView> _test = new(() => _ml.Data.LoadFromEnumerable(Questions.Create(60, seed: 2)));
    private static readonly Lazy<FullPrecisionTransformer> _model = new(() => _ml.MulticlassClassification.Trainers.QuestionAnswer(Options()).Fit(_train.Value));

    [Test]
    public void Fit_Questions_AreAnswered()
    {
        var rows = Read(_model.Value.Transform(_test.Value));

        Assert.That(rows.Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0), Is.GreaterThan(0.9));
        Assert.That(rows.Select(row => row.Score), Has.All.Ordered.Descending);
        Assert.That(rows.SelectMany(row => row.Score), Has.All.InRange(0, 1));
        Assert.That(rows.Select(row => row.Answer.Length), Has.All.EqualTo(3));
    }

    [Test]
    public void FindAnswers_Text_SaysWhereTheAnswerStands()
    {
        const string Text = "The white goat lives in Cairo.";

        var answers = _model.Value.FindAnswers("where?", Text, top: 2);

        Assert.That(answers, Has.Count.EqualTo(2));
        Assert.That(answers[0].In(Text), Is.EqualTo("Cairo"));
        Assert.That(answers[0].Start, Is.EqualTo(24));
    }

    [Test]
    public void EvaluateAnswers_ScoredRows_AreMeasured()
    {
        var scored = _model.Value.Transform(_test.Value);

        var metrics = _ml.MulticlassClassification.EvaluateAnswers(scored);

        Assert.That(metrics.Rows, Is.EqualTo(60));
        Assert.That(metrics.ExactMatch, Is.EqualTo(Read(scored).Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0)).Within(1e-9));
        Assert.That(metrics.TopExactMatch, Is.EqualTo(Read(scored).Average(row => row.Answer.Contains(row.TrainingAnswer) ? 1.0 : 0)).Within(1e-9));
        Assert.That(() => _ml.MulticlassClassification.EvaluateAnswers(scored, predictedAnswerColumnName: "Score"), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Score'"));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.MulticlassClassification.Trainers.QuestionAnswer(Options(epochs: 1)), _train.Value, _test.Value, Written, text: "Question");

    [Test]
    public void Fit_ValidationSet_IsMeasuredByExactMatchAndF1()
    {
        var model = _ml.MulticlassClassification.Trainers.QuestionAnswer(Options(change: options => options.ValidationSet = _test.Value)).Fit(_train.Value);

        var quality = model.Report.Stages[0].Result!.Quality;
        var exact = Read(model.Transform(_test.Value)).Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0);
        Assert.That(quality.Answers!.ExactMatch, Is.EqualTo(exact).Within(1e-9));
        Assert.That(quality.Answers.F1, Is.GreaterThanOrEqualTo(exact));
        Assert.That(quality.Accuracy, Is.EqualTo(quality.Answers.ExactMatch));
    }

    [Test]
    public void Chain_DistilledPrunedQuantised_SavedAndLoaded_AnswersAlike()
    {
        var trainers = _ml.MulticlassClassification.Trainers;
        var model = trainers.Distillation(_model.Value, Small.Distillation(options => options.Epochs = 8)).Prune(Small.Pruning()).Quantize().Fit(_train.Value);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, _train.Value.Schema, stream);
        stream.Position = 0;

        var loaded = _ml.Model.Load(stream, out _);

        Assert.That(Written(loaded.Transform(_test.Value)), Is.EqualTo(Written(model.Transform(_test.Value))));
        Assert.That(Read(loaded.Transform(_test.Value)).Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0), Is.GreaterThan(0.7));
    }

    [Test]
    public void Fit_TextsOfSeveralWindows_AreAnsweredBeyondTheFirst()
    {
        var train = _ml.Data.LoadFromEnumerable(Questions.Create(240, seed: 1, filler: 8));
        var test = _ml.Data.LoadFromEnumerable(Questions.Create(40, seed: 2, filler: 8));

        var model = _ml.MulticlassClassification.Trainers.QuestionAnswer(Options()).Fit(train);

        Assert.That(Read(model.Transform(test)).Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_TextsWithoutAnswers_AreToldApart()
    {
        var (train, rows) = (_ml.Data.LoadFromEnumerable(Questions.Create(320, seed: 1, unanswerable: true)), Questions.Create(60, seed: 2, unanswerable: true));

        var model = _ml.MulticlassClassification.Trainers.QuestionAnswer(Options(change: options => options.MayHaveNoAnswer = true)).Fit(train);

        var found = Read(model.Transform(_ml.Data.LoadFromEnumerable(rows)));
        Assert.That(found.Where(row => row.TrainingAnswer.Length == 0).Average(row => row.Answer[0].Length == 0 ? 1.0 : 0), Is.GreaterThan(0.8), "without an answer");
        Assert.That(found.Where(row => row.TrainingAnswer.Length > 0).Average(row => row.Answer[0] == row.TrainingAnswer ? 1.0 : 0), Is.GreaterThan(0.8), "with one");
    }

    [Test]
    public void PredictionEngine_OneQuestion_IsAnsweredAsInAView()
    {
        var engine = _ml.Model.CreatePredictionEngine<QuestionRow, AnsweredRow>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });
        var row = Questions.Create(1, seed: 9)[0];

        Assert.That(engine.Predict(row).Answer, Is.EqualTo(Read(_model.Value.Transform(_ml.Data.LoadFromEnumerable([row])))[0].Answer));
    }

    [TestCase(4, "it first occurs at 24")]
    [TestCase(-3, "it first occurs at 24")]
    [TestCase(400, "it first occurs at 24")]
    public void Fit_AnswerThatStandsElsewhere_NamesRowAndPlace(int index, string expected)
    {
        var rows = Questions.Create(20, seed: 1);
        rows[7] = new QuestionRow { Question = "where?", Context = "The white goat lives in Cairo.", TrainingAnswer = "Cairo", AnswerIndex = index };

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.QuestionAnswer(Options()).Fit(_ml.Data.LoadFromEnumerable(rows)),
            Throws.InvalidOperationException.With.Message.Contains("Row 7").And.Message.Contains(expected).And.Message.Contains("AnswerIndex"));
    }

    [Test]
    public void Fit_IndexOfAnotherType_NamesTheRemedy() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.QuestionAnswer(Options(change: options => options.AnswerIndexColumnName = "Context2")).GetOutputSchema(
            SchemaShapeOf(_ml.Transforms.CopyColumns("Context2", "Context").Fit(_train.Value).Transform(_train.Value))),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Context2").And.Message.Contains("Int32"));

    [Test]
    public void Score_ModelThatFindsAnswers_IsRefused() => Assert.That(
        () => _model.Value.Score("a question", "a text"), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("answers to find"));

    [Test]
    public void Distillation_OwnVocabulary_IsRefused() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.Distillation(_model.Value, Small.Distillation(options =>
            (options.Student, options.StudentVocabulary, options.Recipe) = (Small.Student with { VocabularySize = 60 }, StudentVocabulary.Learned, DistillationRecipe.Hinton()))).Fit(_train.Value),
        Throws.ArgumentException.With.Message.Contains("answers start and end at tokens").And.Message.Contains("Reduced"));

    [Test]
    public void FindAnswers_Classifier_IsRefused() => Assert.That(
        () => Fitted.Teacher.FindAnswers("where?", "here"), Throws.ArgumentException.With.Message.Contains("QuestionAnswer"));

    private static SchemaShape SchemaShapeOf(IDataView data) => MLNet.Compression.MicrosoftML.MicrosoftMLInternals.ShapeOf(data.Schema);

    private static QuestionAnswerTrainer.Options Options(int epochs = 12, Action<QuestionAnswerTrainer.Options>? change = null)
    {
        var options = new QuestionAnswerTrainer.Options
        {
            Shape = new ModelShape(2, 64, 2, 64),
            VocabularySize = 250,
            MaxTokens = 24,
            Stride = 8,
            MostAnswerTokens = 4,
            Epochs = epochs,
            BatchSize = 8,
            LearningRate = 1e-3,
            Dropout = 0,
            AttentionDropout = 0,
            Threads = 1,
        };
        change?.Invoke(options);
        return options;
    }

    private static IReadOnlyList<string> Written(IDataView scored) =>
        [.. Read(scored).Select(row => string.Join(' ', row.Answer.Zip(row.Score, (answer, score) => FormattableString.Invariant($"{answer}:{score:R}"))))];

    private static List<AnsweredRow> Read(IDataView scored) => [.. _ml.Data.CreateEnumerable<AnsweredRow>(scored, reuseRowObject: false)];
}
