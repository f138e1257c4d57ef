using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Data;

/// <summary>Training data is read once, and data without rows is named as that.</summary>
public class ReadingTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static TextClassificationTrainer Trainer => Train(options => options.Epochs = 1);

    [Test]
    public void Fit_SourceThatIsReadOnce_TrainsAsOnAList()
    {
        var queue = new Queue<Message>(Messages.Create(60));

        var model = Seeded().Fit(_ml.Data.LoadFromEnumerable(Drain(queue)));

        Assert.That(queue, Is.Empty);
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(Seeded().Fit(Messages.Load(_ml, 60)).Transform(Fitted.Test))));

        static TextClassificationTrainer Seeded() => new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));
    }

    [Test]
    public void Fit_ChainOnSourceThatIsReadOnce_Trains() =>
        Assert.That(Fitted.Chain(new MLContext(seed: 1)).Fit(_ml.Data.LoadFromEnumerable(Drain(new Queue<Message>(Messages.Create(60))))).Model.Labels, Has.Count.EqualTo(3));

    [Test]
    public void Fit_ForeignEstimatorOnSourceThatIsReadOnce_Trains()
    {
        var data = new WatchedDataView(_ml.Data.LoadFromEnumerable(Drain(new Queue<Message>(Messages.Create(60)))));

        var model = new Foreign(Trainer).Quantize(QuantizationScheme.Int8).Fit(data);

        Assert.That(data.Cursors, Has.Count.EqualTo(1));
        Assert.That(model.Model.Labels, Has.Count.EqualTo(3));
    }

    [Test]
    public void Fit_ValidationSetThatIsReadOnce_MeasuresEveryStage()
    {
        var validation = _ml.Data.LoadFromEnumerable(Drain(new Queue<Message>(Messages.Create(30, seed: 8))));
        var ml = new MLContext(seed: 1);
        var chain = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.ValidationSet) = (1, validation)))
            .Prune(Small.Pruning(options => (options.Epochs, options.ValidationSet) = (1, validation)))
            .Quantize(new QuantizationEstimator.Options { ValidationSet = validation });

        var report = chain.Fit(Fitted.Train).Report;

        Assert.That(report.Stages.Select(stage => stage.Result!.Quality.Rows), Is.EqualTo([30, 30, 30]));
    }

    [Test]
    public void Fit_SourceThatMapValueToKeyHasUsedUp_SaysSo()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer);

        Assert.That(
            () => pipeline.Fit(_ml.Data.LoadFromEnumerable(Drain(new Queue<Message>(Messages.Create(60))))),
            Throws.InvalidOperationException.With.Message.Contains("training data has no rows").And.Message.Contains("put them into a list"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Fit_NoRows_SaysSo(bool keys)
    {
        var data = _ml.Data.LoadFromEnumerable(Array.Empty<Message>());
        IEstimator<ITransformer> estimator = keys ? _ml.Transforms.Conversion.MapValueToKey("Label").Append(Trainer) : Trainer;

        Assert.That(() => estimator.Fit(data), Throws.InvalidOperationException.With.Message.Contains("training data has no rows"));
    }

    [Test]
    public void Fit_NoValidationRows_SaysSo() => Assert.That(
        () => Train(options => options.ValidationSet = _ml.Data.LoadFromEnumerable(Array.Empty<Message>())).Fit(Fitted.Train),
        Throws.InvalidOperationException.With.Message.Contains("validation set has no rows"));

    [Test]
    public void Fit_NoValidationRowWithLabel_CountsThem()
    {
        var rows = Messages.Create(3);
        rows[0].Label = rows[1].Label = rows[2].Label = "";

        Assert.That(
            () => Train(options => options.ValidationSet = _ml.Data.LoadFromEnumerable(rows)).Fit(Fitted.Train),
            Throws.InvalidOperationException.With.Message.Contains("None of the 3 rows of the validation set has a label in column 'Label'"));
    }

    [Test]
    public void Fit_NoRowWithTextLabel_CountsThem()
    {
        var rows = Messages.Create(2);
        rows[0].Label = rows[1].Label = "";

        Assert.That(() => Trainer.Fit(_ml.Data.LoadFromEnumerable(rows)), Throws.InvalidOperationException.With.Message.Contains("None of the 2 rows"));
    }

    private static TextClassificationTrainer Train(Action<TextClassificationTrainer.Options> change) => _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(change));

    private static IEnumerable<Message> Drain(Queue<Message> queue)
    {
        while (queue.TryDequeue(out var message))
        {
            yield return message;
        }
    }

    private sealed class Foreign(IEstimator<TextModelTransformer> inner) : IEstimator<TextModelTransformer>
    {
        public TextModelTransformer Fit(IDataView input) => inner.Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
