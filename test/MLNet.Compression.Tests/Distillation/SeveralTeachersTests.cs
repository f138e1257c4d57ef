using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Students of several text models.</summary>
public class SeveralTeachersTests
{
    private static readonly DistillationRecipe _predictions = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    private IEstimator<ITransformer> Keys => _ml.Transforms.Conversion.MapValueToKey("Label");

    [Test]
    public void Fit_FittedModelEstimatorAndChain_LearnsFromAll()
    {
        DistillationTeacher[] teachers = [DistillationTeacher.Of(Fitted.Teacher), OtherTokens(epochs: 4), DistillationTeacher.Of(Keys.Append(Trainers.TextClassification(Small.Teacher())))];

        var student = Trainers.Distillation(teachers, Small.Distillation(options => options.Recipe = _predictions)).Fit(Fitted.Train);

        Assert.That(student.Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Fitted.Teacher.Model.Vocabulary.Count));
        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_TeachersWithClassesInOtherOrders_MatchesThemByName()
    {
        var data = Messages.Load(_ml, 240);
        var sorted = _ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(data).Transform(data);
        var second = Trainers.TextClassification(Small.Teacher(options => options.VocabularySize = 200)).Fit(sorted);
        Assert.That(second.Model.Labels, Is.Not.EqualTo(Fitted.Teacher.Model.Labels));
        var recipe = new DistillationRecipe("second", new DistillationStage("distil", 1, new PredictionLoss { Teachers = [1] }));

        var student = Trainers.Distillation([DistillationTeacher.Of(Fitted.Teacher), DistillationTeacher.Of(second)], Small.Distillation(options => options.Recipe = recipe)).Fit(Fitted.Train);

        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_StatesOfATeacherWithOtherTokens_AreRefusedBeforeAnyTeacherIsTrained()
    {
        var trained = false;
        var first = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));
        var second = Trainers.TextClassification(Small.Teacher(options => (options.VocabularySize, options.Progress) = (150, new Listener(_ => trained = true))));
        var recipe = new DistillationRecipe("states", new DistillationStage("distil", 1, new HiddenStateLoss { Teachers = [1] }));

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(first), DistillationTeacher.Of(second)], Small.Distillation(options => options.Recipe = recipe)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("'hidden states of teacher 1'").And.Message.Contains("teacher 1 splits texts into other tokens").And.Message.Contains("DistillationRecipe.Hinton"));
        Assert.That(trained, Is.False);
    }

    [Test]
    public void Fit_AttentionOfASecondTeacherWithOtherHeads_IsRefusedBeforeAnyTeacherIsTrained()
    {
        var trained = false;
        var first = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));
        var second = Trainers.TextClassification(Small.Teacher(options => options.Shape = new ModelShape(2, 64, 4, 64)));
        var recipe = new DistillationRecipe("attention", new DistillationStage("distil", 1, new AttentionScoreLoss { Teachers = [1] }));

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(first), DistillationTeacher.Of(second)], Small.Distillation(options => options.Recipe = recipe)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("has 2 heads and teacher layer").And.Message.Contains("has 4"));
        Assert.That(trained, Is.False);
    }

    [Test]
    public void Fit_PredecessorWithOtherTokens_IsRefusedBeforeAnyTeacherIsTrained()
    {
        var trained = false;
        var first = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));
        var second = Trainers.TextClassification(Small.Teacher(options => (options.VocabularySize, options.Progress) = (150, new Listener(_ => trained = true))));
        var recipe = new DistillationRecipe("replacing", new DistillationStage("distil", 1, new LabelLoss()) { Replacing = ModuleReplacing.ByCoin(0.5) with { Predecessor = 1 } });

        Assert.That(
            () => Trainers.Distillation(
                [DistillationTeacher.Of(first), DistillationTeacher.Of(second)],
                Small.Distillation(options => (options.Recipe, options.Student) = (recipe, new StudentShape(1, 64, 2, 64)))).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("replaces layers of teacher 1, which splits texts into other tokens than the student"));
        Assert.That(trained, Is.False);
    }

    [Test]
    public void Fit_NoTeachers_AreRefusedWhereALossNeedsOne() => Assert.That(
        () => Trainers.Distillation([], Small.Distillation(options => options.Recipe = _predictions)).Fit(Fitted.Train),
        Throws.ArgumentException.With.Message.Contains("needs a teacher, and there is none: give one, or leave the loss out"));

    [Test]
    public void Fit_NoTeachers_LearnFromLabelsAlone()
    {
        var recipe = new DistillationRecipe("labels", new DistillationStage("distil", 1, new LabelLoss())) { Start = StudentInitialization.Random };

        var student = Trainers.Distillation([], Small.Distillation(options =>
            (options.Recipe, options.Epochs, options.Text) = (recipe, 20, new StudentText { VocabularySize = 250, MaxTokens = 24 }))).Fit(Fitted.Train);

        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void CrossValidate_TwoEstimators_NeitherSeesTheTestFold()
    {
        RecordingEstimator[] teachers =
        [
            new(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1))),
            new(Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.VocabularySize) = (1, 150)))),
        ];
        var estimator = Trainers.Distillation([.. teachers.Select(DistillationTeacher.Of)], Small.Distillation(options => (options.Epochs, options.Recipe) = (1, _predictions)));

        var results = _ml.MulticlassClassification.CrossValidate(Messages.LoadKeyed(_ml, 90), estimator, numberOfFolds: 3);

        foreach (var (teacher, result) in teachers.SelectMany(teacher => results.Select(result => (teacher, result))))
        {
            var held = result.ScoredHoldOutSet.GetColumn<int>("Number").ToHashSet();
            Assert.That(held.Overlaps(teacher.Fits[result.Fold]), Is.False);
            Assert.That(held.Count + teacher.Fits[result.Fold].Count, Is.EqualTo(90));
        }
    }

    [Test]
    public void Save_StudentOfTwoTeachersThroughAllStages_HoldsOneModel()
    {
        var student = Trainers.Distillation([DistillationTeacher.Of(Fitted.Teacher), OtherTokens(epochs: 1)], Small.Distillation(options => (options.Epochs, options.Recipe) = (1, _predictions)));
        var chain = student.Prune(Small.Pruning(options => options.Epochs = 1)).Quantize();

        var model = chain.Fit(Fitted.Train);
        using var zip = new ZipArchive(new MemoryStream(SavedModel.Save(_ml, model, Fitted.Train.Schema)));

        Assert.That(zip.Entries.Count(entry => entry.Name == SavedModel.Stream), Is.EqualTo(1));
        Assert.That(ScoredRows.Of(SavedModel.RoundTrip(_ml, model, Fitted.Train.Schema).Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(model.Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_SecondTeacherThatKnowsNothing_IsNamedByItsPosition()
    {
        var warnings = new List<string>();
        _ml.Log += (_, message) => warnings.Add(message.RawMessage);
        var ignorant = Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.LearningRate) = (1, 0)));

        Trainers.Distillation([OtherTokens(epochs: 6), DistillationTeacher.Of(ignorant)], Small.Distillation(options => (options.Epochs, options.Recipe) = (1, _predictions))).Fit(Messages.LoadKeyed(_ml, 60));

        Assert.That(warnings, Has.One.Contains("Teacher 1 is right for "));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml,
        Trainers.Distillation([DistillationTeacher.Of(Fitted.Teacher), OtherTokens(epochs: 1)], Small.Distillation(options => (options.Epochs, options.Recipe) = (1, _predictions))),
        Fitted.Train,
        Fitted.Test);

    [Test]
    public void Distillation_TextOptionsBesideATextModel_AreRefused() => Assert.That(
        () => Trainers.Distillation(Fitted.Teacher, Small.Distillation(options => options.Text = new StudentText())), Throws.ArgumentException.With.Message.Contains("Text is set, but a teacher is a text model"));

    private DistillationTeacher OtherTokens(int epochs) =>
        DistillationTeacher.Of(Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.VocabularySize, options.Shape) = (epochs, 150, new ModelShape(1, 48, 3, 96)))));
}
