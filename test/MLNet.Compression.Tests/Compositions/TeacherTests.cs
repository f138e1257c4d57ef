using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Compositions;

/// <summary>Whom a student may have as its teacher.</summary>
public class TeacherTests
{
    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    private IEstimator<ITransformer> Keys => _ml.Transforms.Conversion.MapValueToKey("Label");

    private IEstimator<ITransformer> Names => _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");

    private EstimatorChain<ITransformer> TeacherChain => Keys.Append(Trainers.TextClassification(Small.Teacher())).Append(Names);

    [Test]
    public void Fit_ChainAsTeacher_PutsTheStudentInItsPlace()
    {
        var loaded = Journey.Of(_ml, Trainers.Distillation(TeacherChain, Small.Distillation()).Quantize());

        Assert.That(loaded.TextModel().Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    [Test]
    public void Fit_FittedChainAsTeacher_LearnsFromItsTextModel()
    {
        var teacher = TeacherChain.Fit(Messages.Load(_ml, Journey.Rows));

        var loaded = Journey.Of(_ml, Keys.Append(Trainers.Distillation(teacher, Small.Distillation())).Append(Names));

        Assert.That(loaded.TextModel().Model.Layers, Has.Count.EqualTo(Small.Student.Layers));
    }

    [Test]
    public void Fit_FittedChainAsTeacherOnLabelsWithoutKeys_MatchesTheClassesByName()
    {
        var teacher = TeacherChain.Fit(Messages.Load(_ml, Journey.Rows));

        Journey.Of(_ml, Trainers.Distillation(teacher, Small.Distillation()).Quantize());
    }

    [Test]
    public void Fit_LoadedTeacherAndModelShape_MakesAStudentOfThatShape()
    {
        var rows = Messages.Load(_ml, Journey.Rows);
        var teacher = SavedModel.RoundTrip(_ml, TeacherChain.Fit(rows), rows.Schema);
        var student = Trainers.Distillation(teacher, new ModelShape(1, 16, 2, 32), batchSize: 8, maxEpochs: 6, learningRate: 5e-3);

        var loaded = Journey.Of(_ml, Keys.Append(student).Append(Names), leastAccuracy: 0.7);

        Assert.That(loaded.TextModel().Model.Shape.HiddenSize, Is.EqualTo(16));
    }

    [Test]
    public void Fit_ChainWithoutPredictions_NamesTheColumnThatIsMissing() => Assert.That(
        () => Trainers.Distillation(Keys, Small.Student, DistillationRecipe.LogitRegression).Fit(Messages.Load(_ml, 30)),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("teacher 0, ValueToKeyMappingEstimator: ScoreColumnName").And.Message.Contains("'Score'"));

    [Test]
    public void Distillation_TeacherOfNumbers_NamesTheCatalogToUse() => Assert.That(
        () => Trainers.Distillation(_ml.Regression.Trainers.TextRegression(), Small.Student),
        Throws.ArgumentException.With.Message.Contains("mlContext.Regression.Trainers"));

    [Test]
    public void Distillation_TeacherOfClassesForNumbers_NamesTheCatalogToUse() => Assert.That(
        () => _ml.Regression.Trainers.Distillation(Fitted.Teacher, Small.Student),
        Throws.ArgumentException.With.Message.Contains("mlContext.MulticlassClassification.Trainers"));

    [Test]
    public void Fit_StudentLargerThanItsTeacher_WarnsOfBothSizes()
    {
        var warnings = new List<string>();
        _ml.Log += (_, message) => warnings.Add(message.RawMessage);
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));
        var student = Trainers.Distillation(teacher, Small.Distillation(options => (options.Student, options.Epochs) = (new ModelShape(2, 128, 2, 128), 1)));

        student.Fit(Messages.LoadKeyed(_ml, 30));

        Assert.That(warnings, Has.One.Contains("The student is larger than its teacher"));
    }
}
