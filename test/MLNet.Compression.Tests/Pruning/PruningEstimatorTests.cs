using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pruning;

public class PruningEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Fit_FittedModel_RemovesTheShareAskedFor()
    {
        var before = Fitted.Teacher.Model.SizeInBytes;

        var pruned = _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Sparsity = 0.75)).Fit(Fitted.Train);

        Assert.That(pruned.Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight.Sparsity), Has.All.EqualTo(0.75).Within(0.05));
        Assert.That(pruned.Model.SizeInBytes, Is.LessThan(before));
        Assert.That(_ml.MulticlassClassification.Evaluate(pruned.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.7));
        Assert.That(Fitted.Teacher.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.Zero, "the model it started from stays dense");
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)), Fitted.Train, Fitted.Test);

    [Test]
    public void PruneBlocks_BlockThatNoKernelSkips_Throws() =>
        Assert.That(
            () => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(block: new BlockShape(6, 4)),
            Throws.ArgumentException.With.Message.Contains("6 x 4").And.Message.Contains("4 x 4"));

    [Test]
    public void PruneBlocks_SparsityOutOfRange_Throws() =>
        Assert.That(() => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(sparsity: 1), Throws.ArgumentException.With.Message.Contains("Sparsity is 1"));
}
