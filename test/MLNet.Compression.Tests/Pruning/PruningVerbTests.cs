using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pruning;

/// <summary>The short forms of pruning, on estimators, chains and fitted models; what is cut out stays out of every later stage, file and score.</summary>
public class PruningVerbTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [TestCaseSource(nameof(Verbs))]
    public void Verb_Estimator_TrainsWithoutWhatItNames(string verb, Func<IEstimator<TextModelTransformer>, PruningEstimator> prune, Func<BertShape, double> left)
    {
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 2));

        var pruned = prune(trainer).Fit(Fitted.Train);

        Assert.That(left(pruned.Model.Shape) / left(Fitted.Teacher.Model.Shape), Is.EqualTo(0.5).Within(0.01), verb);
    }

    [Test]
    public void PruneHeads_ChainThenQuantize_SavesLoadsAndScoresAlike()
    {
        var ml = new MLContext(seed: 1);
        MLNetCompression.Register(ml);
        var rows = Messages.Load(ml, 240);
        var options = Small.Pruning(options => (options.Unit, options.Further) = (PruningUnit.Heads, [new PruningTarget(PruningUnit.Neurons, 0.5), new PruningTarget(PruningUnit.Layers, 0.5)]));
        var chain = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher()))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Prune(options)
            .Quantize(Small.Aware());

        var fitted = chain.Fit(rows);
        var loaded = SavedModel.RoundTrip(ml, fitted, rows.Schema);

        var shape = fitted.TextModel().Model.Shape;
        Assert.That(shape.Layers, Has.Length.EqualTo(Fitted.Teacher.Model.Shape.Layers.Length / 2));
        Assert.That(shape.Layers.Select(layer => layer.Heads), Is.All.EqualTo(Fitted.Teacher.Model.Shape.Layers[0].Heads / 2));
        Assert.That(ScoredRows.Of(loaded.Transform(rows)), Is.EqualTo(ScoredRows.Of(fitted.Transform(rows))));
    }

    [Test]
    public void PruneNeurons_FittedModel_LeavesItAsItIs()
    {
        var before = Fitted.Teacher.Model.SizeInBytes;

        var pruned = Fitted.Teacher.PruneNeurons(Fitted.Train, sparsity: 0.75, maxEpochs: 2).TextModel();

        Assert.That(pruned.Model.Shape.Layers[0].FeedForwardSize, Is.EqualTo(Fitted.Teacher.Model.Shape.Layers[0].FeedForwardSize / 4));
        Assert.That(Fitted.Teacher.Model.SizeInBytes, Is.EqualTo(before));
    }

    [Test]
    public void Prune_ByteBudget_FileKeepsIt()
    {
        var limit = (long)(0.9 * Fitted.Teacher.Quantize().Model.SizeInBytes);
        var options = Small.Pruning(options => (options.Unit, options.Budget, options.Epochs) = (PruningUnit.Blocks(new BlockShape(4, 4)), PruningBudget.Bytes(limit), 1));

        var pruned = _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, options).Fit(Fitted.Train).Quantize();

        Assert.That(pruned.Model.SizeInBytes, Is.InRange(0.95 * limit, limit * 1.01));
    }

    private static IEnumerable<TestCaseData> Verbs()
    {
        yield return Verb("heads", trainer => trainer.PruneHeads(0.5, maxEpochs: 1), shape => shape.Layers.Sum(layer => layer.Heads));
        yield return Verb("neurons", trainer => trainer.PruneNeurons(0.5, maxEpochs: 1), shape => shape.Layers.Sum(layer => layer.FeedForwardSize));
        yield return Verb("layers", trainer => trainer.PruneLayers(0.5, maxEpochs: 1), shape => shape.Layers.Length);

        static TestCaseData Verb(string name, Func<IEstimator<TextModelTransformer>, PruningEstimator> prune, Func<BertShape, double> left) => new(name, prune, left);
    }
}
