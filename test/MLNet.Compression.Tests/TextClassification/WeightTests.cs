using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextClassification;

/// <summary>Rows and classes that count more or less than others.</summary>
public class WeightTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Fit_WrongRowsOfWeightZero_LearnsAsWithoutThem()
    {
        var right = Rows(120, seed: 7);
        var wrong = right.Select(row => new Row { Sentence1 = row.Sentence1, Label = "nonsense", Weight = 0 });

        var model = Fit([.. right, .. wrong], options => options.ExampleWeightColumnName = nameof(Row.Weight));

        var test = Rows(60, seed: 8);
        Assert.That(Predict(model, test).Zip(test, (predicted, row) => predicted == row.Label ? 1.0 : 0).Average(), Is.GreaterThan(0.85));
    }

    [Test]
    public void Fit_BalancedClasses_ExpectMoreOfTheRareOne()
    {
        var rows = Rows(400, seed: 7);
        Row[] train = [.. rows.Where(row => row.Label != "billing"), .. rows.Where(row => row.Label == "billing").Take(8)];
        Row[] rare = [.. Rows(200, seed: 8).Where(row => row.Label == "billing")];

        var plain = MeanProbability(Fit(train, options => options.Epochs = 3), rare);
        var balanced = MeanProbability(Fit(train, options => (options.Epochs, options.ClassWeights) = (3, ClassWeights.Balanced)), rare);

        Assert.That(balanced, Is.GreaterThan(2 * plain));
    }

    [Test]
    public void Fit_AllWeightsZero_NamesTheColumn()
    {
        var rows = Rows(30, seed: 7).Select(row => new Row { Sentence1 = row.Sentence1, Label = row.Label, Weight = 0 }).ToArray();

        Assert.That(() => Fit(rows, options => options.ExampleWeightColumnName = nameof(Row.Weight)), Throws.InvalidOperationException.With.Message.Contains("30 rows").And.Message.Contains("'Weight'"));
    }

    [Test]
    public void Fit_WeightsOfOne_ChangeNothing()
    {
        var rows = Rows(60, seed: 7);

        var plain = Fit(rows, options => options.Epochs = 1);
        var weighted = Fit(rows, options => (options.Epochs, options.ExampleWeightColumnName, options.ClassWeights) = (1, nameof(Row.Weight), ClassWeights.Of(new Dictionary<string, double> { ["billing"] = 1 })));

        Assert.That(weighted.Score(rows[0].Sentence1), Is.EqualTo(plain.Score(rows[0].Sentence1)));
    }

    [Test]
    public void Chain_Weights_AreNotNeededByTheStagesOfTheFittedModel()
    {
        var model = Fit(Rows(60, seed: 7), options => (options.Epochs, options.ExampleWeightColumnName) = (1, nameof(Row.Weight)));

        Assert.That(() => _ml.MulticlassClassification.Trainers.Prune(model, Small.Pruning(options => options.Epochs = 1)).Fit(Messages.LoadKeyed(_ml, 60)), Throws.Nothing);
    }

    [TestCase(-1f)]
    [TestCase(float.NaN)]
    public void Fit_BadWeight_NamesItsRow(float weight)
    {
        var rows = Rows(20, seed: 7);
        rows[5].Weight = weight;

        Assert.That(
            () => Fit(rows, options => options.ExampleWeightColumnName = nameof(Row.Weight)),
            Throws.InvalidOperationException.With.Message.Contains("Row 5").And.Message.Contains("'Weight'"));
    }

    [Test]
    public void Fit_WeightColumnOfTexts_NamesTheRemedy() => Assert.That(
        () => Fit(Rows(20, seed: 7), options => options.ExampleWeightColumnName = nameof(Row.Sentence1) + "2"),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("weight column 'Sentence12'"));

    [Test]
    public void Fit_UnknownClass_IsNamed() => Assert.That(
        () => Fit(Rows(20, seed: 7), options => options.ClassWeights = ClassWeights.Of(new Dictionary<string, double> { ["biling"] = 2 })),
        Throws.InvalidOperationException.With.Message.Contains("'biling'").And.Message.Contains("'billing'"));

    [Test]
    public void Of_NegativeWeight_Throws() => Assert.That(
        () => ClassWeights.Of(new Dictionary<string, double> { ["billing"] = -2 }), Throws.ArgumentException.With.Message.Contains("billing"));

    /// <summary>Of "billing".</summary>
    private static double MeanProbability(FullPrecisionTransformer model, Row[] rows)
    {
        var place = model.Model.Labels.ToList().IndexOf("billing");
        return rows.Average(row => model.Score(row.Sentence1)[place]);
    }

    private static FullPrecisionTransformer Fit(Row[] rows, Action<TextClassificationTrainer.Options> change) =>
        _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(change)).Fit(_ml.Data.LoadFromEnumerable(rows));

    private static IEnumerable<string> Predict(FullPrecisionTransformer model, Row[] rows) =>
        _ml.Data.CreateEnumerable<Predicted>(model.Transform(_ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false).Select(row => row.PredictedLabel);

    private static Row[] Rows(int count, int seed) => [.. Messages.Create(count, seed).Select(message => new Row { Sentence1 = message.Sentence1, Label = message.Label, Weight = 1 })];

    private sealed class Row
    {
        public string Sentence1 { get; set; } = "";

        public string Label { get; set; } = "";

        public float Weight { get; set; }
    }

    private sealed class Predicted
    {
        public string PredictedLabel { get; set; } = "";
    }
}
