using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextClassification;

/// <summary>Data that can and data that can't be learnt from.</summary>
public class TrainingDataTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static TextClassificationTrainer Trainer => _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));

    [Test]
    public void Fit_NoLabelColumn_SaysWhichColumnsThereAre()
    {
        var data = _ml.Transforms.DropColumns("Label").Fit(Fitted.Train).Transform(Fitted.Train);

        Assert.That(() => Trainer.Fit(data), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("label column 'Label'").And.Message.Contains("'Sentence1'"));
    }

    [Test]
    public void Fit_NumberAsText_SaysWhatItIs()
    {
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Number");

        Assert.That(() => trainer.Fit(Fitted.Train), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Number': expected String, got Int32"));
    }

    [Test]
    public void Fit_NoRows_Throws()
    {
        var data = _ml.Data.SkipRows(Fitted.Train, 1_000);

        Assert.That(() => Trainer.Fit(data), Throws.InvalidOperationException.With.Message.Contains("no rows"));
    }

    [Test]
    public void Fit_RowsOfOneClass_NamesIt()
    {
        var data = _ml.Data.FilterRowsByKeyColumnFraction(Fitted.Train, "Label", 0, 0.2);

        Assert.That(() => Trainer.Fit(data), Throws.InvalidOperationException.With.Message.Contains("'delivery'").And.Message.Contains("two classes"));
    }

    [Test]
    public void Fit_OneKey_NamesItsClass()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(30).Where(message => message.Label == "billing"));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer);

        Assert.That(() => pipeline.Fit(data), Throws.InvalidOperationException.With.Message.Contains("All 10 rows").And.Message.Contains("'billing'"));
    }

    [Test]
    public void Fit_NoRowWithLabel_Throws()
    {
        var known = _ml.Data.LoadFromEnumerable([new { Label = "a" }, new { Label = "b" }]);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", keyData: known).Append(Trainer);

        Assert.That(() => pipeline.Fit(Messages.Load(_ml, 30)), Throws.InvalidOperationException.With.Message.Contains("None of the 30 rows"));
    }

    [Test]
    public void Fit_SomeRowsWithoutLabel_LeavesThemOutAndWarns()
    {
        var ml = new MLContext(seed: 1);
        var warnings = new List<string>();
        ml.Log += (_, message) => warnings.AddRange(message.Message.Contains("Kind=Warning", StringComparison.Ordinal) ? [message.RawMessage] : []);
        var known = ml.Data.LoadFromEnumerable([new { Label = "delivery" }, new { Label = "billing" }]);
        var trainer = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));

        var model = ml.Transforms.Conversion.MapValueToKey("Label", keyData: known).Append(trainer).Fit(Messages.Load(ml, 30));

        Assert.That(model.LastTransformer.Model.Labels, Is.EqualTo(["delivery", "billing"]));
        Assert.That(warnings, Has.Some.Contains("10 of 30 rows have no label in column 'Label'"));
    }

    [Test]
    public void Fit_SomeEmptyTexts_Works()
    {
        var rows = Messages.Create(30);
        rows[3].Sentence1 = "";
        rows[4].Sentence1 = "   ";
        var data = _ml.Data.LoadFromEnumerable(rows);

        var model = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer).Fit(data);

        Assert.That(model.LastTransformer.Score(""), Is.EqualTo(model.LastTransformer.Score("   ")));
    }

    [Test]
    public void Fit_AllTextsEmpty_Throws()
    {
        var rows = Messages.Create(30);
        foreach (var row in rows)
        {
            row.Sentence1 = " ";
        }

        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer);

        Assert.That(() => pipeline.Fit(_ml.Data.LoadFromEnumerable(rows)), Throws.InvalidOperationException.With.Message.Contains("'Sentence1' are empty"));
    }

    [Test]
    public void Fit_KeysWithoutValues_NamesClassesByNumber()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(60).Select(message => new NumberedMessage { Sentence1 = message.Sentence1, Label = (uint)(message.Number % 3) }));

        var model = Trainer.Fit(data);
        var named = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(data)).Transform(model.Transform(data));

        Assert.That(model.Model.Labels, Is.EqualTo(["0", "1", "2"]));
        Assert.That(named.GetColumn<string>("PredictedLabel"), Has.All.AnyOf("0", "1", "2"));
    }

    [Test]
    public void Fit_NumberLabels_GivesNumbersBack()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(60).Select(message => new { message.Sentence1, Label = 1.5f + (message.Number % 3) }));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = pipeline.Fit(data);
        var loaded = SavedModel.RoundTrip(_ml, model, data.Schema);

        Assert.That(model.Transform(data).GetColumn<float>("PredictedLabel"), Has.All.AnyOf(1.5f, 2.5f, 3.5f));
        Assert.That(loaded.Transform(data).GetColumn<float>("PredictedLabel"), Is.EqualTo(model.Transform(data).GetColumn<float>("PredictedLabel")));
        Assert.That(model.OfType<FullPrecisionTransformer>().Single().Model.Labels, Is.EqualTo(["1.5", "2.5", "3.5"]));
    }

    [Test]
    public void Fit_ValidationLabelNeverSeen_NamesRowAndLabel()
    {
        var rows = Messages.Create(6);
        rows[4].Label = "weather";
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.ValidationSet = _ml.Data.LoadFromEnumerable(rows)));

        Assert.That(() => trainer.Fit(Fitted.Train), Throws.InvalidOperationException.With.Message.Contains("Row 4").And.Message.Contains("'weather'").And.Message.Contains("'billing'"));
    }

    [Test]
    public void Evaluate_LabelsNeverSeen_LeavesThoseRowsOut()
    {
        var rows = Messages.Create(60, seed: 9);
        rows[0].Label = rows[1].Label = "weather";
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer);

        var metrics = _ml.MulticlassClassification.Evaluate(pipeline.Fit(Messages.Load(_ml, 60)).Transform(_ml.Data.LoadFromEnumerable(rows)));

        Assert.That(metrics.ConfusionMatrix.Counts.Sum(counts => counts.Sum()), Is.EqualTo(58));
        Assert.That(metrics.ConfusionMatrix.NumberOfClasses, Is.EqualTo(3));
    }

    private sealed class NumberedMessage
    {
        [KeyType(3)]
        public uint Label { get; set; }

        public string Sentence1 { get; set; } = "";
    }
}
