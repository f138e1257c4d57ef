using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

/// <summary>Several stages in one Fit.</summary>
public class ChainTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Fit_Chain_ReadsTheDataOnce()
    {
        var data = new WatchedDataView(Fitted.Train);

        Fitted.Chain(_ml).Fit(data);

        Assert.That(data.Cursors, Has.Count.EqualTo(1));
        Assert.That(data.Cursors[0], Is.EquivalentTo(["Label", "Sentence1"]));
        Assert.That(data.RowsRead, Is.EqualTo(240));
    }

    [Test]
    public void Fit_Chain_IsSmallSparseAndQuantizedAndStillGood()
    {
        var model = Fitted.Compressed;

        Assert.That(model.Model.SizeInBytes, Is.LessThan(Fitted.Teacher.Model.SizeInBytes / 3));
        Assert.That(model.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.GreaterThan(0.4));
        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.7));
    }

    [Test]
    public void Fit_SameSeedAnyThreads_GivesTheSameBytes()
    {
        var models = new[] { 1, 2, 3 }.Select(threads =>
        {
            var ml = new MLContext(seed: 5);
            using var stream = new MemoryStream();
            Fitted.Chain(ml, threads).Fit(Messages.LoadKeyed(ml, 90)).Model.Save(stream);
            return stream.ToArray();
        }).ToArray();

        Assert.That(models[1], Is.EqualTo(models[0]));
        Assert.That(models[2], Is.EqualTo(models[0]));
    }

    [Test]
    public void Fit_OtherSeed_GivesOtherWeights()
    {
        static float[] Score(int seed)
        {
            var ml = new MLContext(seed);
            return ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Fit(Messages.LoadKeyed(ml, 30)).Score("I was charged twice");
        }

        var scores = Score(1);

        Assert.That(Score(1), Is.EqualTo(scores));
        Assert.That(Score(2), Is.Not.EqualTo(scores));
    }

    [Test]
    public void Fit_BehindForeignEstimator_ContinuesFromItsTransformer()
    {
        FullPrecisionTransformer? seen = null;
        var inner = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()).WithOnFitDelegate(model => seen = model);

        var quantized = inner.Quantize(QuantizationScheme.Int8).Fit(Fitted.Train);

        Assert.That(seen, Is.Not.Null);
        Assert.That(ScoredRows.Of(quantized.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(seen!.Quantize(QuantizationScheme.Int8).Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_ForeignAndOwnInnerEstimator_GiveTheSameModel()
    {
        static QuantizationTransformer Fit(bool foreign)
        {
            var ml = new MLContext(seed: 3);
            IEstimator<TextModelTransformer> teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher());
            return (foreign ? new RecordingEstimator(teacher) : teacher).Quantize(QuantizationScheme.Int8).Fit(Fitted.Train);
        }

        Assert.That(ScoredRows.Of(Fit(foreign: true).Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(Fit(foreign: false).Transform(Fitted.Test))));
    }

    [Test]
    public void TrainTestSplit_Pipeline_PredictsHeldOutRowsByName()
    {
        var ml = new MLContext(seed: 1);
        var split = ml.Data.TrainTestSplit(Messages.Load(ml, 240), testFraction: 0.2, seed: 4);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.LabelColumnName = "Key")).Quantize(QuantizationScheme.Int8))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var scored = pipeline.Fit(split.TrainSet).Transform(split.TestSet);
        var rows = ml.Data.CreateEnumerable<Prediction>(scored, reuseRowObject: false).Zip(ml.Data.CreateEnumerable<Message>(scored, reuseRowObject: false)).ToList();

        Assert.That(rows, Has.Count.InRange(20, 80));
        Assert.That(rows.Average(row => row.First.PredictedLabel == row.Second.Label ? 1.0 : 0), Is.GreaterThan(0.8));
        Assert.That(rows.Select(row => row.First.Score.Sum()), Has.All.EqualTo(1).Within(1e-5));
    }
}
