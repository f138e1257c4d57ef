using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Outcomes;

/// <summary>Labels of every type that MapValueToKey takes, with keys and without.</summary>
[TestFixtureSource(typeof(LabelCase), nameof(LabelCase.All))]
public class LabelTypeTests(LabelCase labels)
{
    private static readonly MLContext _ml = Fitted.Context;

    private readonly IReadOnlyList<Message> _messages = Messages.Create(60);

    private IDataView Raw => labels.Load(_ml, _messages);

    [Test]
    public void Estimator_KeyLabel_KeepsItsContract()
    {
        var data = Keyed(Raw);

        EstimatorContract.Check(_ml, Trainer(), data, data);
    }

    [Test]
    public void Estimator_LabelWithoutKeys_KeepsItsContract() => EstimatorContract.Check(_ml, Trainer(), Raw, Raw);

    [Test]
    public void Fit_KeyLabel_GivesTheValuesBack()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer()).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = pipeline.Fit(Raw);
        var loaded = SavedModel.RoundTrip(_ml, model, Raw.Schema);
        var predicted = AnyColumn.Read(model.Transform(Raw), "PredictedLabel");

        Assert.That(model.OfType<TextModelTransformer>().Single().Model.Labels, Is.EqualTo(labels.Names));
        Assert.That(predicted.Distinct(), Is.SubsetOf(labels.Values));
        Assert.That(AnyColumn.Read(loaded.Transform(Raw), "PredictedLabel"), Is.EqualTo(predicted));
    }

    [Test]
    public void Fit_LabelWithoutKeys_PredictsAsWithKeys()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer(new MLContext(seed: 1))).Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var model = Trainer(new MLContext(seed: 1)).Fit(Raw);

        Assert.That(model.Model.Labels, Is.EqualTo(labels.Names));
        Assert.That(model.Transform(Raw).Schema["PredictedLabel"].Type, Is.EqualTo(Raw.Schema["Label"].Type));
        Assert.That(AnyColumn.Read(model.Transform(Raw), "PredictedLabel"), Is.EqualTo(AnyColumn.Read(pipeline.Fit(Raw).Transform(Raw), "PredictedLabel")));
    }

    [Test]
    public void Fit_ValidationSetInAnyForm_MeasuresTheSame()
    {
        var test = labels.Load(_ml, Messages.Create(30, seed: 8));
        var reversed = _ml.Transforms.Conversion.MapValueToKey("Label", keyData: labels.LoadReversedValues(_ml)).Fit(test).Transform(test);

        double[] accuracies = [.. new[] { Keyed(test), reversed, test }.Select(Accuracy)];

        Assert.That(accuracies, Has.All.EqualTo(accuracies[0]));
        Assert.That(accuracies[0], Is.GreaterThan(0.6), "it is not the accuracy of chance, which another order would leave as it is");

        double Accuracy(IDataView validation)
        {
            var ml = new MLContext(seed: 1);
            return Trainer(ml, options => (options.Epochs, options.ValidationSet) = (4, validation)).Fit(Keyed(Raw)).Report.Quality!.Accuracy;
        }
    }

    private static IDataView Keyed(IDataView data) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

    private static TextClassificationTrainer Trainer(MLContext? ml = null, Action<TextClassificationTrainer.Options>? change = null) =>
        (ml ?? _ml).MulticlassClassification.Trainers.TextClassification(Small.Teacher(change ?? (options => options.Epochs = 1)));
}
