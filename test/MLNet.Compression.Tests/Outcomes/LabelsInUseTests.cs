using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Outcomes;

/// <summary>Labels without keys in what people do with a model.</summary>
public class LabelsInUseTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static readonly Lazy<FullPrecisionTransformer> _model = new(() =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(Messages.Load(_ml, 240)));

    [Test]
    public void PredictionEngine_TextLabel_GivesText()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Message, Prediction>(_model.Value, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new Message { Sentence1 = "I was charged twice" }).PredictedLabel, Is.EqualTo("billing"));
        Assert.That(engine.Predict(new Message { Sentence1 = "the parcel never arrived" }).PredictedLabel, Is.EqualTo("delivery"));
    }

    [Test]
    public void PredictionEngine_TruthLabel_GivesTruthValues()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(240).Select(message => new Complaint { Label = message.Label == "billing", Sentence1 = message.Sentence1 }));
        var model = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<Complaint, Verdict>(model, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new Complaint { Sentence1 = "I was charged twice" }).PredictedLabel, Is.True);
        Assert.That(engine.Predict(new Complaint { Sentence1 = "the parcel never arrived" }).PredictedLabel, Is.False);
    }

    [Test]
    public void Evaluate_TextLabelMappedByTheModelsClasses_Measures()
    {
        var scored = _model.Value.Transform(Messages.Load(_ml, 60, seed: 8));
        var classes = _ml.Data.LoadFromEnumerable(_model.Value.Model.Labels.Select(label => new { Label = label }));
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Key", "Label", keyData: classes).Fit(scored).Transform(scored);

        var metrics = _ml.MulticlassClassification.Evaluate(keyed, labelColumnName: "Key");

        Assert.That(metrics.MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(metrics.ConfusionMatrix.Counts.Sum(counts => counts.Sum()), Is.EqualTo(60));
    }

    [Test]
    public void Fit_ChainOnTextLabel_PredictsText()
    {
        var data = Messages.Load(_ml, 240);

        var model = Fitted.Chain(new MLContext(seed: 1)).Fit(data);
        var predicted = AnyColumn.Read(SavedModel.RoundTrip(_ml, model, data.Schema).Transform(data), "PredictedLabel");

        Assert.That(predicted.Zip(Messages.Create(240)).Count(pair => pair.First == pair.Second.Label), Is.GreaterThan(170));
    }

    [Test]
    public void Fit_EmptyTextsAndNumbersThatAreNone_AreMissingLabels()
    {
        var messages = Messages.Create(60);
        messages[0].Label = messages[7].Label = "";
        var numbers = Messages.Create(60).Select(message => new { message.Sentence1, Label = message.Number < 3 ? float.NaN : message.Number % 3 });

        Assert.That(WarningsOf(ml => ml.Data.LoadFromEnumerable(messages)), Has.One.Contains("2 of 60 rows have no label in column 'Label'"));
        Assert.That(WarningsOf(ml => ml.Data.LoadFromEnumerable(numbers)), Has.One.Contains("3 of 60 rows have no label in column 'Label'"));
    }

    [Test]
    public void Fit_ManyTimesTheSameBuffer_KeepsLabelsAndTextsApart()
    {
        var model = new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(new OneBufferDataView(Messages.Load(_ml, 240)));

        Assert.That(model.Model.Labels, Is.EqualTo(_model.Value.Model.Labels));
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(_model.Value.Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_VectorLabel_SaysWhatLabelsCanBe()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(30).Select(message => new { message.Sentence1, Label = new[] { 1f } }));

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(data),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Label': expected Key, or a single text"));
    }

    [Test]
    public void LoadFromEnumerable_EnumLabel_IsForTextToCarry()
    {
        var messages = Messages.Create(60);
        Assert.That(
            () => _ml.Data.LoadFromEnumerable(messages.Select(message => new { message.Sentence1, Label = Enum.Parse<Subject>(message.Label, ignoreCase: true) })),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("member Label"),
            "ML.NET itself takes no enum");

        var data = _ml.Data.LoadFromEnumerable(messages.Select(message => new { message.Sentence1, Label = $"{Enum.Parse<Subject>(message.Label, ignoreCase: true)}" }));
        var model = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).Fit(data);

        Assert.That(model.Model.Labels.Select(Enum.Parse<Subject>), Is.EqualTo([Subject.Delivery, Subject.Billing, Subject.Account]));
    }

    private static List<string> WarningsOf(Func<MLContext, IDataView> load)
    {
        var (ml, warnings) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => warnings.AddRange(message.Message.Contains("Kind=Warning", StringComparison.Ordinal) ? [message.RawMessage] : []);
        ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Fit(load(ml));
        return warnings;
    }

    private enum Subject
    {
        Delivery,
        Billing,
        Account,
    }

    private sealed class Complaint
    {
        public bool Label { get; set; }

        public string Sentence1 { get; set; } = "";
    }

    private sealed class Verdict
    {
        public bool PredictedLabel { get; set; }
    }
}
