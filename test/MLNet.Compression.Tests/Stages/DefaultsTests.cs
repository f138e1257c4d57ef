using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

/// <summary>What becomes of those who set nothing, and what they are told.</summary>
public class DefaultsTests
{
    private MLContext _ml = new();
    private List<string> _warnings = [];
    private List<string> _messages = [];

    [SetUp]
    public void Listen()
    {
        (_ml, _warnings, _messages) = (new MLContext(seed: 1), [], []);
        _ml.Log += (_, message) => (message.Message.Contains("Kind=Warning", StringComparison.Ordinal) ? _warnings : _messages).Add(message.RawMessage);
    }

    /// <summary>Few rows, no checkpoint, no rate, no epochs.</summary>
    [Test]
    public void Fit_FromScratchWithDefaults_LearnsAndSaysHowLong()
    {
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(shape: new ModelShape(2, 64, 2, 128), validationSet: Messages.Load(_ml, 60, seed: 8));

        var model = trainer.Fit(Messages.LoadKeyed(_ml, 240));

        Assert.That(model.Report.Quality!.Accuracy, Is.GreaterThan(0.9));
        Assert.That(_messages, Has.Some.StartsWith("fine-tune: ").And.Some.Contains("peak learning rate").And.Some.Contains("from scratch"));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void Fit_TooFewSteps_WarnsOfThemAndOfWhatCameOut()
    {
        _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            (options.Epochs, options.LearningRate, options.ValidationSet) = (1, 1e-6, Messages.Load(_ml, 60, seed: 8));
        })).Fit(Messages.LoadKeyed(_ml, 60));

        Assert.That(_warnings, Has.One.StartsWith("fine-tune: 8 steps").And.Some.Contains("Epochs"));
        Assert.That(_warnings, Has.One.Contains("always naming the most frequent class has 0.333").And.Some.Contains("Train longer"));
    }

    [Test]
    public void Fit_StudentThatDidNotLearn_IsToldFromItsTeacher()
    {
        var test = Messages.Load(_ml, 60, seed: 8);
        var teacher = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(Fitted.Train);
        var student = _ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options =>
        {
            (options.Epochs, options.LearningRate, options.ValidationSet) = (1, 1e-6, test);
            options.Recipe = DistillationRecipe.Joint with { Start = StudentInitialization.Random };
        }));

        student.Fit(Fitted.Train);

        Assert.That(_warnings, Has.One.Contains("is far below the").And.Some.StartsWith("distil: accuracy"));
    }

    /// <summary>A stage that rounds and trains nothing is measured all the same.</summary>
    [Test]
    public void Fit_RoundingThatLosesTheModel_IsToldFromWhatItWas()
    {
        var teacher = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher());
        var test = Messages.Load(_ml, 60, seed: 8);

        teacher.Quantize(new QuantizationEstimator.Options { Scheme = QuantizationScheme.Binary, ValidationSet = test }).Fit(Fitted.Train);

        Assert.That(_warnings, Has.Some.StartsWith("quantise: accuracy"));
    }

    [Test]
    public void Fit_RegressionThatDidNotLearn_IsToldFromTheMean()
    {
        var rows = _ml.Data.LoadFromEnumerable(TextRegression.RatedMessage.Create(60));
        _ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options
        {
            Shape = new ModelShape(1, 16, 2, 16),
            Epochs = 1,
            LearningRate = 1e-6,
            Threads = 1,
            ValidationSet = rows,
        }).Fit(rows);

        Assert.That(_warnings, Has.One.Contains("always naming the mean has"));
    }
}
