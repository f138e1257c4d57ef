using Microsoft.ML;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Static students in pipelines.</summary>
public class StaticStudentTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<FullPrecisionTransformer> _student = new(() => Distilled().Fit(Fitted.Train));

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_ShortArguments_LearnsFromPredictions()
    {
        var model = _student.Value.Model;

        Assert.That(model.Shape.Layers, Is.Empty);
        Assert.That(model.Shape.EmbeddingSize, Is.EqualTo(32));
        Assert.That(model.Shape.HiddenSize, Is.EqualTo(16));
        Assert.That(_ml.MulticlassClassification.Evaluate(_student.Value.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Predict_SavedAndLoadedEngine_EqualsTheFittedModel()
    {
        var loaded = SavedModel.RoundTrip(_ml, _student.Value, Fitted.Test.Schema);

        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(_student.Value.Transform(Fitted.Test))));
        using var engine = _ml.Model.CreatePredictionEngine<Message, Scores>(loaded);
        Assert.That(engine.Predict(new Message { Sentence1 = "I was charged twice" }).Score, Is.EqualTo(_student.Value.Score("I was charged twice")));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml,
        Trainers.Distillation(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)), StudentShape.Static(16), maxEpochs: 1),
        Fitted.Train,
        Fitted.Test);

    [TestCase(4)]
    [TestCase(8)]
    public void Quantize_Student_IsSmallerAndPredicts(int bits)
    {
        var model = Distilled().Quantize(bits == 8 ? new QuantizationEstimator.Options() : Small.Aware().WithScheme(QuantizationScheme.LearnedStep(bits))).Fit(Fitted.Train);

        var tables = (_student.Value.Model.SizeInBytes, model.Model.SizeInBytes);
        Assert.That(tables.Item2, Is.LessThan(0.6 * tables.Item1));
        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.85));
        Assert.That(model.Report.Parts.Select(part => part.Name), Is.EqualTo(["embeddings", "head", "vocabulary"]));
    }

    [Test]
    public void Fit_RecipeOfStates_IsRefusedBeforeTheTeacherIsTrained()
    {
        var trained = false;
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));

        Assert.That(
            () => Trainers.Distillation(teacher, StudentShape.Static(16), DistillationRecipe.Joint).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("static student").And.Message.Contains("DistillationRecipe.Hinton"));
        Assert.That(
            () => Trainers.Distillation(teacher, StudentShape.Static(65)).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("65 dimensions").And.Message.Contains("64 features"));
        Assert.That(
            () => Trainers.Distillation(teacher, StudentShape.Static(16)).PruneBlocks(0.5).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("no layers"));
        Assert.That(trained, Is.False);
    }

    [Test]
    public void GeneralDistillation_StaticStudent_IsRefused() => Assert.That(
        () => _ml.Transforms.Text.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => (options.Student, options.Recipe) = (StudentShape.Static(16), DistillationRecipe.Hinton(alpha: 1)))).Fit(Fitted.Train),
        Throws.ArgumentException.With.Message.Contains("static student"));

    [Test]
    public void TextClassification_StaticShapeFromScratch_Learns()
    {
        var model = Trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Epochs, options.LearningRate) = (StudentShape.Static(24, hidden: 16), 10, 1e-2))).Fit(Fitted.Train);

        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Distillation_StudentOfAStaticTeacher_Learns()
    {
        var student = Trainers.Distillation(_student.Value, Small.Distillation(options =>
        {
            options.Recipe = DistillationRecipe.Hinton() with { Start = StudentInitialization.Random };
            options.Epochs = 10;
        })).Fit(Fitted.Train);

        Assert.That(student.Model.Shape.Layers, Has.Length.EqualTo(Small.Student.Layers));
        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Regression_StaticStudent_Predicts()
    {
        var rows = Messages.Create(90).Select(message => new RatedMessage { Sentence1 = message.Sentence1, Label = message.Label.Length });
        var data = _ml.Data.LoadFromEnumerable(rows);
        var trainers = _ml.Regression.Trainers;
        var teacher = trainers.TextRegression(new TextRegressionTrainer.Options { Shape = new ModelShape(1, 32, 2, 32), MaxTokens = 24, Epochs = 3, VocabularySize = 250, Threads = 1 });

        var student = trainers.Distillation(teacher, StudentShape.Static(16), maxEpochs: 3).Fit(data);

        Assert.That(student.Model.Head, Is.EqualTo(HeadKind.Regression));
        Assert.That(float.IsFinite(student.Score("I was charged twice")[0]));
    }

    private static DistillationTrainer Distilled() => new MLContext(seed: 1).MulticlassClassification.Trainers.Distillation(Fitted.Teacher, StudentShape.Static(32, hidden: 16), maxEpochs: 10, batchSize: 8);

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
