using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

/// <summary>Pruning and quantisation in one stage, and one after the other.</summary>
public class JointPruningTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Register() => MLNetCompression.Register(_ml);

    [Test]
    public void Options_SplitWeightsAndStages_AreRefusedWithPruning() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options
        {
            Plan = QuantizationPlan.BinaryBert,
            QuantizationAwareTraining = QuantizationOptions.BinaryBert(),
            Pruning = new PruningOptions { Sparsity = 0.5 },
        }),
        Throws.ArgumentException.With.Message.Contains("Weights of word embeddings are split binary").And.Message.Contains("Stages are set"));

    [Test]
    public void Fit_PruningInTheSameRun_GivesASparseModelOfFewBits()
    {
        var quantized = Trainers.Quantize(Fitted.Teacher, Joint(QuantizationPlan.W4)).Fit(Fitted.Train);

        var matrices = quantized.Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight).ToArray();
        Assert.That(matrices, Has.All.InstanceOf<BlockSparseMatrix>());
        Assert.That(matrices.Cast<BlockSparseMatrix>().Select(matrix => matrix.FormatName), Is.All.EqualTo("integers"));
        Assert.That(matrices.Sum(Zeros), Is.GreaterThanOrEqualTo(matrices.Sum(matrix => matrix.Rows * matrix.Columns) / 2));
        Assert.That(quantized.Report.Stages.Count(stage => stage.Stage == "quantise"), Is.EqualTo(1));

        var loaded = SavedModel.RoundTrip(_ml, quantized, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))));
        Assert.That(_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, Trainers.Quantize(Fitted.Teacher, Joint(QuantizationPlan.Int8)), Fitted.Train, Fitted.Test);

    /// <remarks>Pruned, then quantised with training, in one chain: what pruning removed is still removed, and no more.</remarks>
    [Test]
    public void Fit_PrunedThenQuantizedWithTraining_KeepsTheZeros()
    {
        var pruned = Trainers.Prune(Fitted.Teacher, Small.Pruning());
        var before = ZerosOf(pruned.Fit(Fitted.Train));

        var after = ZerosOf(pruned.Quantize(Small.Aware()).Fit(Fitted.Train));

        foreach (var (zeros, zerosNow) in before.Zip(after))
        {
            Assert.That(zeros.Zip(zerosNow).Where(pair => pair.First).Select(pair => pair.Second), Is.All.True);
        }

        Assert.That(before.Sum(zeros => zeros.Count(zero => zero)), Is.Positive);
    }

    [Test]
    public void Options_JointPruningWithFaults_NamesEachWithTheRemedy()
    {
        var options = new QuantizationEstimator.Options { Pruning = new PruningOptions { Unit = PruningUnit.Neurons, Sparsity = 2, Epochs = 3 } };

        Assert.That(() => Trainers.Quantize(Fitted.Teacher, options), Throws.ArgumentException
            .With.Message.Contains("Pruning.Sparsity is 2")
            .And.Message.Contains("QuantizationAwareTraining is null")
            .And.Message.Contains("neurons that go are cut out").And.Message.Contains("in a stage before")
            .And.Message.Contains("Pruning.Epochs is set").And.Message.Contains("set QuantizationAwareTraining.Epochs in its place"));
    }

    [Test]
    public void Options_JointPruningWithSeed_SaysWhereItBelongs()
    {
        var options = Joint(QuantizationPlan.Int8);
        options.Pruning = new PruningEstimator.Options { Seed = 3 };

        Assert.That(() => Trainers.Quantize(Fitted.Teacher, options), Throws.ArgumentException.With.Message.Contains("seed or a validation set of its own"));
    }

    [Test]
    public void Options_LossesOfBoth_AreRefused()
    {
        var options = Joint(QuantizationPlan.Int8);
        options.QuantizationAwareTraining!.Losses = [new PredictionLoss()];

        Assert.That(() => Trainers.Quantize(Fitted.Teacher, options), Throws.ArgumentException.With.Message.Contains("set Pruning.Losses in their place"));
    }

    [Test]
    public void Fit_OptionsChangedAfterwards_AreNotRead()
    {
        var options = Joint(QuantizationPlan.Int8);
        var estimator = Trainers.Quantize(Fitted.Teacher, options);
        options.Pruning!.Sparsity = 0;

        Assert.That(estimator.Fit(Fitted.Train).Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight), Has.All.InstanceOf<BlockSparseMatrix>());
    }

    private static QuantizationEstimator.Options Joint(QuantizationPlan plan)
    {
        var options = Small.Aware(training => (training.Epochs, training.LearningRate) = (4, 2e-3));
        options.Plan = plan;
        options.Pruning = new PruningOptions { Sparsity = 0.5, MaskInterval = 4 };
        return options;
    }

    private static int Zeros(WeightMatrix matrix) => ZeroFlags(matrix).Count(zero => zero);

    private static bool[][] ZerosOf(TextModelTransformer model) => [.. model.Model.Layers.SelectMany(layer => layer.Linears).Select(linear => ZeroFlags(linear.Weight))];

    private static bool[] ZeroFlags(WeightMatrix matrix)
    {
        var row = new float[matrix.Columns];
        return [.. Enumerable.Range(0, matrix.Rows).SelectMany(number =>
        {
            matrix.DecodeRow(number, row);
            return row.Select(value => value == 0).ToArray();
        })];
    }
}
