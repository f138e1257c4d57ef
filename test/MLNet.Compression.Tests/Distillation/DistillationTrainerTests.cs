using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Distillation;

public class DistillationTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_FittedTeacher_LearnsFromItAndLeavesItAlone()
    {
        var before = Fitted.Teacher.Score("I was charged twice");

        var student = Trainers.Distillation(Fitted.Teacher, Small.Distillation()).Fit(Fitted.Train);

        Assert.That(student.Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
        Assert.That(student.Model.Layers, Has.Count.EqualTo(Small.Student.Layers));
        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
        Assert.That(Fitted.Teacher.Score("I was charged twice"), Is.EqualTo(before));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml,
        Trainers.Distillation(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)), Small.Distillation(options => options.Epochs = 1)),
        Fitted.Train,
        Fitted.Test);

    [Test]
    public void CrossValidate_TeacherEstimator_NeverSeesTheTestFold()
    {
        var teacher = new RecordingEstimator(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)));
        var estimator = Trainers.Distillation(teacher, Small.Distillation(options => options.Epochs = 1));
        var data = Messages.LoadKeyed(_ml, 90);

        var results = _ml.MulticlassClassification.CrossValidate(data, estimator, numberOfFolds: 3);

        Assert.That(teacher.Fits, Has.Count.EqualTo(3));
        foreach (var result in results)
        {
            var held = result.ScoredHoldOutSet.GetColumn<int>("Number").ToHashSet();
            var seen = teacher.Fits[result.Fold];
            Assert.That(held, Is.Not.Empty);
            Assert.That(held.Overlaps(seen), Is.False, $"fold {result.Fold}");
            Assert.That(held.Count + seen.Count, Is.EqualTo(90));
        }
    }

    [Test]
    public void Fit_TeacherOfOtherHeads_FailsBeforeTheTeacherIsTrained()
    {
        var trained = false;
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => trained = true)));
        var estimator = Trainers.Distillation(teacher, Small.Distillation(options => options.Student = new StudentShape(1, 16, 4, 32)));

        Assert.That(() => estimator.Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("4 heads").And.Message.Contains("RelationLoss"));
        Assert.That(trained, Is.False);
    }

    [Test]
    public void Fit_TeacherOfOtherClasses_NamesBoth()
    {
        var rows = Messages.Create(30).Select(message => new { message.Sentence1, Label = message.Label.ToUpperInvariant() });
        var data = _ml.Data.LoadFromEnumerable(rows);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        Assert.That(
            () => Trainers.Distillation(Fitted.Teacher, Small.Distillation()).Fit(keyed),
            Throws.InvalidOperationException.With.Message.Contains("'DELIVERY'").And.Message.Contains("'delivery'").And.Message.Contains("in any order"));
    }

    [Test]
    public void Distillation_OptionsOutOfRange_Throws() =>
        Assert.That(() => Trainers.Distillation(Fitted.Teacher, Small.Student, temperature: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("Temperature is 0"));
}
