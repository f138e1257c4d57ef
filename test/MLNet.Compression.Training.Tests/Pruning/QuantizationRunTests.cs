using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Tests.Pruning;

/// <summary>Pruning and rounding in one run.</summary>
internal sealed class QuantizationRunTests
{
    private static IEnumerable<QuantizationPlan> Plans =>
        [QuantizationPlan.Int8, QuantizationPlan.W4, QuantizationPlan.Of(QuantizationScheme.LearnedStep(2), QuantizationScheme.LearnedStep(4)), QuantizationPlan.TernaryBert, QuantizationPlan.Of(QuantizationScheme.Codebook(16))];

    private static QuantizationOptions Training => new() { Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 };

    [Test]
    public void PruneAndTrain_AnyPlan_ReachesTheSparsityKeepsTheTaskAndStoresWhatTheForwardPassSees([ValueSource(nameof(Plans))] QuantizationPlan plan)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        using var run = new QuantizationRun(model, plan);

        run.PruneAndTrain(null, data, new PruningOptions { Sparsity = 0.5, MaskInterval = 4 }, Training, new TrainingEnvironment(1));

        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight).ToArray();
        Assert.That(matrices.Sum(ZeroBlocks), Is.EqualTo(matrices.Sum(weight => GridOf(weight).Count) / 2));
        var seen = TinyModels.Logits(model, data);
        var accuracy = TinyModels.Accuracy(model, data);
        TestContext.Out.WriteLine($"{plan}: accuracy {accuracy:f3}");
        Assert.That(accuracy, Is.GreaterThan(0.95));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
        var decoded = CompressedModelDecoder.Decode(encoded);
        foreach (var (stored, trained) in decoded.Parameters.Zip(model.Parameters))
        {
            Assert.That(stored.ValueSpan.ToArray(), Is.EqualTo(trained.ToStore().Values), trained.Name);
        }

        Assert.That(encoded.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight), Has.Some.InstanceOf<BlockSparseMatrix>(), "scoring skips blocks");
        using var classifier = new TextClassifier(encoded);
        var scored = new float[seen.Length];
        classifier.Logits(TinyModels.Batch(data), scored);
        double[] deviations = [.. Enumerable.Range(0, data.Count).Select(row => Deviation.Relative(scored.AsSpan(2 * row, 2), seen.AsSpan(2 * row, 2))).Order()];
        Assert.That(deviations[data.Count / 2], Is.LessThan(1e-5));
        Assert.That(deviations[^1], Is.LessThan(0.05));
    }

    /// <remarks>What training makes of a trial's few-bit weights rounds to other zeros, so that the bytes are not quite the trial's.</remarks>
    [Test]
    public void PruneAndTrain_ByteBudget_IsOfThePlansOwnBytes([ValueSource(nameof(Plans))] QuantizationPlan plan)
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(32));
        var limit = (long)(0.9 * BytesOf(TextModelCopy.Of(model)));
        using var run = new QuantizationRun(model, plan);

        run.PruneAndTrain(null, data, new PruningOptions { Budget = PruningBudget.Bytes(limit) }, new QuantizationOptions { Epochs = 1, BatchSize = 16 }, new TrainingEnvironment(1));

        Assert.That(CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes, Is.InRange(0.9 * limit, 1.02 * limit));

        long BytesOf(TextModel dense)
        {
            using var rounding = new QuantizationRun(dense, plan);
            rounding.Round(new TrainingEnvironment(1), data);
            return CompressedModelEncoder.Encode(dense, ValueFormat.Float32).SizeInBytes;
        }
    }

    private static IEnumerable<PruningMeasure> Measures =>
    [
        PruningMeasure.Movement(), PruningMeasure.SoftMovement(0.45), PruningMeasure.Importance(rows: 64), PruningMeasure.OutputNorm(rows: 64),
        PruningMeasure.SecondOrder(gradients: 32, fisherBlock: 16), PruningMeasure.Gates(),
    ];

    [Test]
    public void PruneAndTrain_AnyMeasure_RemovesHalfAndStoresWhatTheForwardPassSees([ValueSource(nameof(Measures))] PruningMeasure measure)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        using var run = new QuantizationRun(model, QuantizationPlan.Mixed);

        run.PruneAndTrain(null, data, new PruningOptions { Measure = measure, Sparsity = 0.5, MaskInterval = 8 }, Training, new TrainingEnvironment(1));

        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight).ToArray();
        Assert.That(matrices.Sum(ZeroBlocks), Is.EqualTo(matrices.Sum(weight => GridOf(weight).Count) / 2));
        Assert.That(matrices.Select(weight => weight.Parametrizations), Is.All.Count.EqualTo(1), "the rounding alone");
        Assert.That(Stored(CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(model, ValueFormat.Float32))), Is.EqualTo(Stored(model)));
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    /// <remarks>With the masks in the forward pass, as training sees it, and without them, when what they removed is zero: the same bits.</remarks>
    [Test]
    public void ToStore_MasksBakedAndTakenAway_IsWhatItWasWithThem([ValueSource(nameof(Plans))] QuantizationPlan plan)
    {
        var model = TinyModels.CreateLively();
        var groups = PruningUnit.Blocks(BlockShape.Kernel).GroupsOf(model);
        foreach (var group in groups)
        {
            group.Attach();
        }

        using var rounded = RoundedModel.Of(model, plan, new TrainingEnvironment(1));
        foreach (var group in groups)
        {
            group.Renew([.. Enumerable.Range(0, group.Count).Select(unit => unit % 3 != 1)]);
        }

        var (masked, logits) = (Stored(model), TinyModels.Logits(model, TinyModels.Data(20)));
        Bake(groups);

        Assert.That(Stored(model), Is.EqualTo(masked));
        Assert.That(TinyModels.Logits(model, TinyModels.Data(20)), Is.EqualTo(logits));
        Assert.That(masked.Count(value => value == 0), Is.GreaterThan(masked.Length / 5));
    }

    [Test]
    public void Masks_TakenAwayFirst_LeaveTheRounding_AndTheOtherWayRound([Values] bool masksFirst)
    {
        var model = TinyModels.CreateLively();
        var groups = PruningUnit.Blocks(BlockShape.Kernel).GroupsOf(model);
        foreach (var group in groups)
        {
            group.Attach();
        }

        var rounded = RoundedModel.Of(model, QuantizationPlan.Int8, new TrainingEnvironment(1));
        var weights = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight).ToArray();
        Assert.That(weights.Select(weight => weight.Parametrizations.Select(each => each.GetType())), Is.All.EqualTo(new[] { typeof(BlockMask), typeof(Int8Weights) }));

        if (masksFirst)
        {
            Bake(groups);
        }
        else
        {
            rounded.Dispose();
        }

        Assert.That(weights.Select(weight => weight.Parametrizations.Single().GetType()), Is.All.EqualTo(masksFirst ? typeof(Int8Weights) : typeof(BlockMask)));
        Assert.That(model.Linears.Select(linear => linear.InputParametrization is null), Is.All.EqualTo(!masksFirst));
    }

    [Test]
    public void PruneAndTrain_ModelThatWasPrunedBefore_KeepsThoseZerosToo()
    {
        var model = PruningRunTests.Trained();
        var weight = model.Head.Pooler!.Weight;
        weight.ValueSpan[..40].Clear();

        using (var run = new QuantizationRun(model, QuantizationPlan.TernaryBert with { Pooler = QuantizationScheme.Binary }))
        {
            run.PruneAndTrain(null, TinyModels.Data(64), new PruningOptions { Sparsity = 0.25, MaskInterval = 2 }, Training, new TrainingEnvironment(1));
            Assert.That(weight.ToStore().Values.Count(value => value == 0), Is.EqualTo(40));
        }

        Assert.That(weight.ValueSpan.Count(0f), Is.EqualTo(40));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    [Test]
    public void PruneAndTrain_Cancelled_LeavesNothingBehind()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = TinyModels.CreateLively();

        using (var run = new QuantizationRun(model, QuantizationPlan.W4))
        {
            Assert.That(
                () => run.PruneAndTrain(null, TinyModels.Data(32), new PruningOptions(), Training, new TrainingEnvironment(1, cancellationToken: source.Token)),
                Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(TinyModels.CreateLively())));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void PruneAndTrain_UnitsThatAreCutOut_AreRefusedWithTheRemedy()
    {
        using var run = new QuantizationRun(TinyModels.Create(), QuantizationPlan.Int8);
        var options = new PruningOptions { Further = [new PruningTarget(PruningUnit.Heads, 0.5)] };

        Assert.That(
            () => run.PruneAndTrain(null, TinyModels.Data(32), options, Training, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("heads that go are cut out").And.Message.Contains("in a stage before"));
    }

    private static float[] Stored(TextModel model) => [.. model.Parameters.SelectMany(parameter => parameter.ToStore().Values)];

    private static void Bake(IEnumerable<UnitGroup> groups)
    {
        foreach (var group in groups)
        {
            group.MaskWeights();
            group.Detach();
        }
    }

    private static BlockGrid GridOf(Parameter weight) => new(weight.Rows, weight.Columns, BlockShape.Kernel);

    private static int ZeroBlocks(Parameter weight)
    {
        var grid = GridOf(weight);
        return Enumerable.Range(0, grid.Count).Count(block =>
        {
            var (rows, columns) = grid.Range(block / grid.BlockColumns, block % grid.BlockColumns);
            return BlockGrid.SumOfSquares(weight.Value, rows, columns) == 0;
        });
    }
}
