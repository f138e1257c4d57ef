using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Models;
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
        var teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(Fitted.Train);
        var trainer = ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options => options.ValidationSet = Messages.Load(ml, 60, seed: 8)));

        var student = trainer.Fit(Keyed(Messages.Load(ml, 240), _order));

        Assert.That(student.Model.Labels, Is.EqualTo(_order));
        Assert.That(student.Report.Quality!.Accuracy, Is.GreaterThan(0.8));
        Assert.That(student.Report.Quality.LabelLoyalty, Is.GreaterThan(0.8), "loyalty compares with the teacher's classes, not with its numbers");
        Assert.That(ml.MulticlassClassification.Evaluate(student.Transform(Keyed(Messages.Load(ml, 60, seed: 8), _order))).MicroAccuracy, Is.GreaterThan(0.8));
        Assert.That(warnings, Has.None.Contains("The teacher is right for"));
        Assert.That(teacher.Model.Labels, Is.EqualTo(new[] { "delivery", "billing", "account" }), "the teacher stays as it is");
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

    [Test]
    public void Fit_CheckpointWithClassesInAnotherOrder_KeepsItsClassifier()
    {
        using var checkpoint = new CheckpointCopy("bert-sequence");
        var labels = Checkpoint.Load(checkpoint.Path).LabelNames.ToArray();
        string[] reversed = [.. Enumerable.Reverse(labels)];

        var (scores, reversedScores) = (Fit(labels).Score("I was charged twice"), Fit(reversed).Score("I was charged twice"));

        Assert.That(scores.Distinct().Count(), Is.EqualTo(labels.Length));
        Assert.That(reversedScores, Is.EqualTo(Enumerable.Reverse(scores)).Within(1e-6));

        FullPrecisionTransformer Fit(IReadOnlyList<string> order)
        {
            var rows = _ml.Data.LoadFromEnumerable(Messages.Create(30).Select(message => new { message.Sentence1, Label = order[message.Number % order.Count] }));
            var options = new TextClassificationTrainer.Options { Checkpoint = checkpoint.Path, Epochs = 1, LearningRate = 0, MaxTokens = 16, Threads = 1 };
            return _ml.MulticlassClassification.Trainers.TextClassification(options).Fit(rows);
        }
    }

    [Test]
    public void Fit_ValidationKeysWithoutValuesAndMoreOfThem_AreMatchedByNumber()
    {
        var model = Trainer(Numbered(30, message => new Three { Sentence1 = message.Sentence1, Label = (uint)(message.Number % 3) }));

        Assert.That(
            model(Numbered(30, message => new Four { Sentence1 = message.Sentence1, Label = (uint)(message.Number % 3) })),
            Is.EqualTo(model(Numbered(30, message => new Three { Sentence1 = message.Sentence1, Label = (uint)(message.Number % 3) }))));
        Assert.That(
            () => model(Numbered(4, message => new Four { Sentence1 = message.Sentence1, Label = (uint)message.Number })),
            Throws.InvalidOperationException.With.Message.Contains("Row 3").And.Message.Contains("'3'"));

        static Func<IDataView, double> Trainer(IDataView data) => validation => new MLContext(seed: 1).MulticlassClassification.Trainers
            .TextClassification(Small.Teacher(options => (options.Epochs, options.ValidationSet) = (2, validation))).Fit(data).Report.Quality!.Accuracy;

        static IDataView Numbered<T>(int count, Func<Message, T> make)
            where T : class => _ml.Data.LoadFromEnumerable(Messages.Create(count, seed: 8).Select(make).ToList());
    }

    [Test]
    public void Fit_HashedLabels_MeasuresOnRowsHashedAlike()
    {
        var hash = _ml.Transforms.Conversion.Hash("Label", "Label", numberOfBits: 4, maximumNumberOfInverts: 1).Fit(Messages.Load(_ml, 60));
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.ValidationSet = hash.Transform(Messages.Load(_ml, 60, seed: 8))));

        var model = trainer.Fit(hash.Transform(Messages.Load(_ml, 240)));

        Assert.That(model.Model.Labels, Has.Count.EqualTo(16).And.Contains("billing"));
        Assert.That(model.Report.Quality!.Accuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_KeysOfKeys_GiveTheValuesBack()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)));

        Assert.That(pipeline.Fit(Messages.Load(_ml, 60)).LastTransformer.Model.Labels, Is.EqualTo(new[] { "delivery", "billing", "account" }));
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

    private sealed class Three
    {
        [KeyType(3)]
        public uint Label { get; set; }

        public string Sentence1 { get; set; } = "";
    }

    private sealed class Four
    {
        [KeyType(4)]
        public uint Label { get; set; }

        public string Sentence1 { get; set; } = "";
    }
}
