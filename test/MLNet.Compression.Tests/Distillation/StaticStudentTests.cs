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

    [Test]
    public void ExportModel2Vec_ReadAsCheckpoint_GivesTheSameVectors()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "model2vec");
        _student.Value.ExportModel2Vec(folder);

        var tuned = Trainers.TextClassification(new TextClassificationTrainer.Options { Checkpoint = folder, Epochs = 1, LearningRate = 0, Threads = 1 }).Fit(Fitted.Train);
        var learnt = Trainers.TextClassification(new TextClassificationTrainer.Options { Checkpoint = folder, Epochs = 10, BatchSize = 8, LearningRate = 1e-2, Threads = 1 }).Fit(Fitted.Train);

        Assert.That(Directory.EnumerateFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(["config.json", "model.safetensors", "tokenizer.json"]));
        Assert.That(VectorOf(tuned), Is.EqualTo(VectorOf(_student.Value)), "the mean of the same vectors");
        Assert.That(tuned.Model.Shape.HiddenSize, Is.EqualTo(32), "a classifier right on the mean");
        Assert.That(_ml.MulticlassClassification.Evaluate(learnt.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(() => _student.Value.ExportModel2Vec(folder), Throws.TypeOf<IOException>());
        Assert.That(() => _student.Value.ExportModel2Vec(folder, overwrite: true), Throws.Nothing);
        Assert.That(() => Fitted.Teacher.ExportModel2Vec(folder, overwrite: true), Throws.TypeOf<NotSupportedException>().With.Message.Contains("StudentShape.Static"));
    }

    [Test]
    public void FromCheckpoint_Model2VecFolder_StartsTheStudent()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "model2vec");
        _student.Value.ExportModel2Vec(folder);
        var recipe = DistillationRecipe.Hinton(1, 1) with { Start = StudentInitialization.FromCheckpoint(folder) };

        var student = Trainers.Distillation(Fitted.Teacher, StudentShape.Static(32), recipe, maxEpochs: 1, learningRate: 0).Fit(Fitted.Train);

        Assert.That(VectorOf(student), Is.EqualTo(VectorOf(_student.Value)));
        Assert.That(() => Trainers.Distillation(Fitted.Teacher, StudentShape.Static(16), recipe).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("32 dimensions"));
        Assert.That(() => Trainers.Distillation(Fitted.Teacher, Small.Student, recipe).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("static"));
    }

    private static float[] VectorOf(TextModelTransformer model)
    {
        using var encoder = new SentenceEncoder(model.Model);
        var vector = new float[encoder.Dimensions];
        encoder.Encode("I was charged twice", vector);
        return vector;
    }

    private static DistillationTrainer Distilled() => new MLContext(seed: 1).MulticlassClassification.Trainers.Distillation(Fitted.Teacher, StudentShape.Static(32, hidden: 16), maxEpochs: 10, batchSize: 8);

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
