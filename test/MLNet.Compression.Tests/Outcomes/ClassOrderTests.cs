using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Outcomes;

/// <summary>Fitted models go on with data whose keys are in another order.</summary>
public class ClassOrderTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static readonly string[] _order = ["account", "delivery", "billing"];

    [Test]
    public void Fit_FittedTeacherInAnotherOrder_TeachesTheRightClasses()
    {
        var (ml, warnings) = Listened();
        var trainer = ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation(options => options.ValidationSet = Messages.Load(ml, 60, seed: 8)));

        var student = trainer.Fit(Keyed(Messages.Load(ml, 240), _order));

        Assert.That(student.Model.Labels, Is.EqualTo(_order));
        Assert.That(student.Report.Quality!.Accuracy, Is.GreaterThan(0.8));
        Assert.That(student.Report.Quality.LabelLoyalty, Is.GreaterThan(0.8), "loyalty compares with the teacher's classes, not with its numbers");
        Assert.That(ml.MulticlassClassification.Evaluate(student.Transform(Keyed(Messages.Load(ml, 60, seed: 8), _order))).MicroAccuracy, Is.GreaterThan(0.8));
        Assert.That(warnings, Has.None.Contains("The teacher is right for"));
        Assert.That(Fitted.Teacher.Model.Labels, Is.EqualTo(new[] { "delivery", "billing", "account" }), "the teacher stays as it is");
    }

    [Test]
    public void Fit_FittedModelInAnotherOrder_MovesItsProbabilities()
    {
        var data = Keyed(Messages.Load(_ml, 60), _order);
        const string Text = "I was charged twice";

        var pruned = _ml.MulticlassClassification.Trainers.Quantize(Fitted.Teacher).Fit(data);

        var expected = Fitted.Teacher.Quantize(QuantizationScheme.Int8).Score(Text);
        Assert.That(pruned.Score(Text), Is.EqualTo(new[] { expected[2], expected[0], expected[1] }).Within(1e-6));
    }

    [Test]
    public void CrossValidate_FittedTeacher_LearnsInEveryFold()
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(ml.MulticlassClassification.Trainers.Distillation(TeacherOfKeys(), Small.Distillation()));

        var folds = ml.MulticlassClassification.CrossValidate(Messages.Load(ml, 240), pipeline, numberOfFolds: 3, labelColumnName: "Key");

        Assert.That(folds.Select(fold => fold.Metrics.MicroAccuracy), Has.All.GreaterThan(0.8));
    }

    [TestCase("delivery", "billing", "lacks 'account'.")]
    [TestCase("delivery", "billing", "has 'praise' besides", "account", "praise")]
    [TestCase("delivery", "billing", "lacks 'account' and has 'praise' besides", "praise")]
    public void Fit_FittedTeacherOfOtherClasses_ListsTheDifferences(string first, string second, string expected, params string[] more)
    {
        var distillation = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation());

        Assert.That(
            () => distillation.Fit(Keyed(Messages.Load(_ml, 60), [first, second, .. more])),
            Throws.InvalidOperationException.With.Message.Contains(expected.TrimEnd('.')).And.Message.Contains("in any order"));
    }

    [Test]
    public void Fit_FittedTeacherOfKeysAndTextLabels_MatchesThem()
    {
        var student = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation()).Fit(Messages.Load(_ml, 240));

        var predicted = AnyColumn.Read(student.Transform(Messages.Load(_ml, 60, seed: 8)), "PredictedLabel");

        Assert.That(predicted.Zip(Messages.Create(60, seed: 8)).Count(pair => pair.First == pair.Second.Label), Is.GreaterThan(48));
    }

    private static FullPrecisionTransformer TeacherOfKeys()
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Transforms.CopyColumns("Key", "Label").Fit(Fitted.Train).Transform(Fitted.Train);
        return ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.LabelColumnName = "Key")).Fit(data);
    }

    private static IDataView Keyed(IDataView data, params string[] order) =>
        _ml.Transforms.Conversion.MapValueToKey("Label", keyData: _ml.Data.LoadFromEnumerable(order.Select(label => new { Label = label }))).Fit(data).Transform(data);

    private static (MLContext Context, List<string> Warnings) Listened()
    {
        var (ml, warnings) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => warnings.AddRange(message.Message.Contains("Kind=Warning", StringComparison.Ordinal) ? [message.RawMessage] : []);
        return (ml, warnings);
    }
}
