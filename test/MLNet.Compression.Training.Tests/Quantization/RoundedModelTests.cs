using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Quantization;

internal sealed class RoundedModelTests
{
    private static IEnumerable<QuantizationScheme> Quantizers =>
    [
        QuantizationScheme.Int8,
        .. new[] { 2, 3, 4, 8 }.Select(QuantizationScheme.LearnedStep),
        QuantizationScheme.Ternary,
        QuantizationScheme.Binary,
        QuantizationScheme.Codebook(16),
        QuantizationScheme.Codebook(256),
        QuantizationScheme.LossAwareTernary,
        QuantizationScheme.LossAwareCodebook(16),
        QuantizationScheme.LossAware(3),
        QuantizationScheme.SplitBinary,
        QuantizationScheme.SplitBinary.InGroups(32),
        QuantizationScheme.LossAware(4).InGroups(32),
        QuantizationScheme.Int8.InGroups(32),
        QuantizationScheme.LearnedStep(3).InGroups(64),
        QuantizationScheme.LearnedStep(4).InGroups(32),
        QuantizationScheme.Ternary.InGroups(32),
        QuantizationScheme.LossAwareTernary.InGroups(32),
        QuantizationScheme.Binary.InGroups(32),
    ];

    private static IEnumerable<QuantizationScheme> WordQuantizers => [QuantizationScheme.ProductRows(parts: 8, bits: 3), QuantizationScheme.KMeansRows(9)];

    private static IEnumerable<TestCaseData> Cases =>
        from quantizer in Quantizers
        from sparsity in new[] { 0.0, 0.5 }
        from trained in new[] { false, true }
        select new TestCaseData(quantizer, sparsity, trained).SetArgDisplayNames(quantizer.Name, $"sparsity {sparsity}", trained ? "trained" : "after training");

    /// <remarks>The file holds what the forward pass sees, bit for bit, and the scorer scores with just that.</remarks>
    [TestCaseSource(nameof(Cases))]
    public void Encode_RoundedModel_IsWhatTheForwardPassSees(QuantizationScheme quantizer, double sparsity, bool trained)
    {
        var (model, data) = (Pruned(sparsity), TinyModels.Data(40));
        var environment = new TrainingEnvironment(1);
        using var zeros = ZeroMasks.On(model);
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(quantizer, quantizer), environment);
        if (trained)
        {
            QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { BatchSize = 8, LearningRate = 1e-3 }, environment);
        }

        AssertHolds(model, data);
    }

    [Test]
    public void Encode_WordsAsProductRows_AreWhatTheForwardPassSees([ValueSource(nameof(WordQuantizers))] QuantizationScheme words, [Values] bool trained)
    {
        var (model, data, environment) = (TinyModels.CreateLively(), TinyModels.Data(40), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.LearnedStep(4), words), environment);
        if (trained)
        {
            QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { Epochs = 8, BatchSize = 8, LearningRate = 5e-3 }, environment);
        }

        AssertHolds(model, data);

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
        Assert.That(encoded.Embeddings.Words, Is.InstanceOf<ProductMatrix>());
        Assert.That(encoded.Embeddings.Positions, Is.InstanceOf<Int8Matrix>());
        Assert.That(((QuantizedMatrix)encoded.Layers[0].FeedForward.Output.Weight).FormatName, Is.EqualTo("integers"));
    }

    /// <remarks>Trained fast enough for every bias to leave what fp16 holds.</remarks>
    [Test]
    public void Encode_BiasesAndNormsInFp16_AreWhatTheForwardPassSees([Values] bool trained)
    {
        var (model, data, environment) = (TinyModels.CreateLively(), TinyModels.Data(40), new TrainingEnvironment(1));
        var inSingle = SizeOf(QuantizationPlan.W4);
        using var rounded = RoundedModel.Of(model, QuantizationPlan.W4 with { BiasesAndNorms = QuantizationScheme.Float16 }, environment);
        if (trained)
        {
            QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { BatchSize = 8, LearningRate = 1e-3 }, environment);
            Assert.That(model.Vectors.Any(vector => vector.ValueSpan.ToArray().Any(value => (float)(Half)value != value)), "the numbers beneath go on in fp32");
        }

        AssertHolds(model, data);

        var encoded = SaveAndLoad(CompressedModelEncoder.Encode(model, ValueFormat.Float32));
        Assert.That(encoded.HasHalfVectors);
        Assert.That(encoded.SizeInBytes, Is.EqualTo(inSingle - (2 * model.Vectors.Sum(vector => vector.Count)) + sizeof(int) + "fp16-vectors".Length));

        static long SizeOf(QuantizationPlan plan)
        {
            var model = TinyModels.CreateLively();
            using var rounded = RoundedModel.Of(model, plan, new TrainingEnvironment(1));
            return CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes;
        }
    }

    private static void AssertHolds(TextModel model, Training.Data.TextDataset data)
    {
        var encoded = SaveAndLoad(CompressedModelEncoder.Encode(model, ValueFormat.Float32));

        var decoded = CompressedModelDecoder.Decode(encoded);
        foreach (var (stored, seen) in decoded.Parameters.Zip(model.Parameters))
        {
            Assert.That(BitsOf(stored.ValueSpan), Is.EqualTo(BitsOf(seen.ToStore().Values)), seen.Name);
        }

        AssertScores(encoded, TinyModels.Logits(model, data));
    }

    /// <remarks>Integers score as fake quantisation does but for single roundings that fp32 noise turns over; codebooks within fp32 noise.</remarks>
    private static void AssertScores(CompressedModel encoded, float[] seen)
    {
        using var classifier = new TextClassifier(encoded);
        var scored = new float[seen.Length];
        classifier.Logits(TinyModels.Batch(TinyModels.Data(40)), scored);
        double[] deviations = [.. Enumerable.Range(0, 40).Select(row => Deviation.Relative(scored.AsSpan(2 * row, 2), seen.AsSpan(2 * row, 2))).Order()];
        TestContext.Out.WriteLine($"scorer against the forward pass: deviation {deviations[20]:0.0e+0} for half of the rows, at most {deviations[^1]:0.0e+0}; {encoded.SizeInBytes} bytes");
        Assert.That(deviations[20], Is.LessThan(1e-5));
        Assert.That(deviations[^1], Is.LessThan(0.05));
    }

    [Test]
    public void Encode_AnyQuantizer_TakesTheBytesOfItsBits([ValueSource(nameof(Quantizers))] QuantizationScheme quantizer)
    {
        var model = TinyModels.CreateLively(TinyModels.ShapeOf(2, 128, 2, 256));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(quantizer, quantizer), new TrainingEnvironment(1));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        var bits = BitsOfName(quantizer.Name);
        foreach (var matrix in encoded.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight))
        {
            var weights = matrix.Rows * matrix.Columns;
            var others = quantizer.Name.Contains("codebook", StringComparison.Ordinal) ? 4 << bits : quantizer is ScaledScheme { Scope: { GroupSize: not null } scope } ? 2 * matrix.Rows * scope.SegmentsOf(matrix.Columns)
                : 4 * matrix.Rows;
            Assert.That(matrix.SizeInBytes, Is.LessThanOrEqualTo((weights * bits / 8) + others + 40), "at most; rows of zeros may make it less");
            Assert.That(matrix.SizeInBytes, Is.GreaterThan(weights * bits / 8 * 0.8));
        }

        Assert.That(encoded.Classifier!.Weight, Is.InstanceOf<Int8Matrix>());
    }

    [Test]
    public void Run_BinaryBert_SplitsBetweenItsStagesAndEndsWithTwoCodes()
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        var options = QuantizationOptions.BinaryBert();
        (options.BatchSize, options.LearningRate) = (8, 1e-3);
        using (var rounded = RoundedModel.Of(model, QuantizationPlan.BinaryBert, environment))
        {
            QuantizationAwareTraining.Run(rounded, null, TinyModels.Data(40), options, environment);
            AssertHolds(model, TinyModels.Data(40));
            var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
            Assert.That(encoded.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight).Append(encoded.Embeddings.Words).Select(matrix => matrix.Values), Is.All.InstanceOf<IntegerSum>());
            var output = model.Encoder.Layers[0].Output.Weight.ToStore().Values;
            Assert.That(output[..64].Select(Math.Abs).Distinct().Count(), Is.EqualTo(2), "the two scales of a row have parted");
        }

        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Run_BinaryBert_KeepsTheTask()
    {
        var (model, data, environment) = (Pruning.PruningRunTests.Trained(), TinyModels.Data(128), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.BinaryBert, environment);
        var before = TinyModels.Accuracy(model, data);
        var options = QuantizationOptions.BinaryBert();
        (options.Epochs, options.LearningRate) = (16, 2e-3);

        QuantizationAwareTraining.Run(rounded, null, data, options, environment);

        TestContext.Out.WriteLine($"accuracy {before:f3} after training, {TinyModels.Accuracy(model, data):f3} with it");
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Dispose_AfterASplit_LeavesTheWeightsWhole()
    {
        var model = TinyModels.CreateLively();
        var before = model.Encoder.Layers[0].Output.Weight.ValueSpan.ToArray();
        using (var rounded = RoundedModel.Of(model, QuantizationPlan.BinaryBert, new TrainingEnvironment(1)))
        {
            rounded.Split();
        }

        Assert.That(model.Encoder.Layers[0].Output.Weight.ValueSpan.ToArray(), Is.EqualTo(before).Within(1e-6));
    }

    [Test]
    public void Run_FaultyStages_AreRefused()
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.BinaryBert, environment);
        QuantizationStage[] twice = [new("a", 1, new PredictionLoss()), new("a", 1, new PredictionLoss())];

        Assert.That(() => Run(new QuantizationOptions { Stages = twice }), Throws.ArgumentException.With.Message.Contains("several that are called 'a'"));
        Assert.That(() => Run(new QuantizationOptions { Stages = [twice[0]], Losses = [new PredictionLoss()] }), Throws.ArgumentException.With.Message.Contains("leave Losses unset"));
        Assert.That(() => new QuantizationStage("a", 0, new PredictionLoss()), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new QuantizationStage("a", 1), Throws.ArgumentException.With.Message.Contains("at least one loss"));

        void Run(QuantizationOptions options) => QuantizationAwareTraining.Run(rounded, null, TinyModels.Data(8), options, environment);
    }

    [Test]
    public void Of_DifferentTables_RoundsThemAlone()
    {
        var model = TinyModels.CreateLively();
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.LearnedStep(4)), new TrainingEnvironment(1));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        Assert.That(((QuantizedMatrix)encoded.Embeddings.Words).FormatName, Is.EqualTo("integers"));
        Assert.That(encoded.Layers[0].FeedForward.Output.Weight, Is.InstanceOf<Int8Matrix>());
    }

    [Test]
    public void Of_WordsThatDoNotFit_AreRefusedWithTheRemedy()
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));

        Assert.That(
            () => RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.ProductRows(parts: 5, bits: 3)), environment),
            Throws.ArgumentException.With.Message.Contains("32 features, which 5 parts don't divide: choose one of 1, 2, 4, 8, 16, 32"));
        Assert.That(
            () => RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.KMeansRows(100)), environment),
            Throws.ArgumentException.With.Message.Contains("word embeddings for 100 vectors to choose from: choose fewer vectors"));
    }

    [Test]
    public void Of_PieceCounts_FavourFrequentWords()
    {
        var counts = new long[TinyModels.Tokenizer.Vocabulary.Count];
        counts.AsSpan(counts.Length - 4).Fill(1_000_000);

        Assert.That(ErrorOfLast(counts), Is.LessThan(0.5 * ErrorOfLast(null)));

        static double ErrorOfLast(long[]? counts)
        {
            var model = TinyModels.CreateLively();
            using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.KMeansRows(5)), new TrainingEnvironment(1), counts);
            var words = model.Encoder.Embeddings.Words;
            var raw = words.ValueSpan.ToArray();
            return raw.Zip(words.ToStore().Values, (a, b) => Math.Pow(a - b, 2)).TakeLast(4 * words.Columns).Sum();
        }
    }

    [Test]
    public void Run_ProductRows_LearnsVectorsAndCodesAndKeepsTheTask()
    {
        var (model, data, environment) = (Pruning.PruningRunTests.Trained(), TinyModels.Data(128), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.ProductRows(parts: 8, bits: 3)), environment);
        var rows = (ProductRows)model.Encoder.Embeddings.Words.Parametrizations.Single();
        var (vectors, codes) = (rows.Codebooks.ValueSpan.ToArray(), rows.Codes.ToArray());

        QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { Epochs = 8, BatchSize = 16, LearningRate = 5e-3 }, environment);

        Assert.That(rows.Codebooks.ValueSpan.ToArray(), Is.Not.EqualTo(vectors));
        Assert.That(rows.Codes.ToArray(), Is.Not.EqualTo(codes));
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Dispose_AfterRounding_LeavesTheWeights([ValueSource(nameof(Quantizers))] QuantizationScheme quantizer)
    {
        var model = Pruned(0.5);

        RoundedModel.Of(model, QuantizationPlan.Of(quantizer, quantizer), new TrainingEnvironment(1)).Dispose();

        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(Pruned(0.5))));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    [Test]
    public void Run_RoundedModel_KeepsTheTask([ValueSource(nameof(Quantizers))] QuantizationScheme quantizer)
    {
        var (model, data, environment) = (Pruning.PruningRunTests.Trained(), TinyModels.Data(128), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(quantizer, quantizer), environment);
        var before = TinyModels.Accuracy(model, data);

        QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { Epochs = 8, BatchSize = 16, LearningRate = 2e-3 }, environment);

        TestContext.Out.WriteLine($"{quantizer}: accuracy {before:f3} after training, {TinyModels.Accuracy(model, data):f3} with it");
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_LearntSteps_TrainsThoseOfMatricesAndOfUsedEmbeddings()
    {
        var (model, data, environment) = (TinyModels.CreateLively(), TinyModels.Data(64), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.LearnedStep(4), QuantizationScheme.LearnedStep(4)), environment);
        var steps = model.Parameters.SelectMany(parameter => parameter.Parametrizations).OfType<LearnedStep>().Select(quantizer => quantizer.Step).ToArray();
        var before = steps.Select(step => step.ValueSpan.ToArray()).ToArray();

        QuantizationAwareTraining.Run(rounded, null, data, new QuantizationOptions { BatchSize = 16, LearningRate = 1e-3 }, environment);

        Assert.That(steps, Has.Length.EqualTo(3 + 8 + 1), "tables, matrices of two layers, pooler");
        foreach (var (step, old) in steps.Zip(before))
        {
            Assert.That(step.ValueSpan.ToArray(), Is.Not.EqualTo(old), step.Name);
        }
    }

    [Test]
    public void Dispose_WhereOthersStand_TakesAwayItsOwnAlone()
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        var (linear, step) = (model.Encoder.Layers[0].Intermediate, new LearnedStep("input", 4, signed: true));
        var mask = new BlockMask(new BlockGrid(linear.Weight.Rows, linear.Weight.Columns, BlockShape.Kernel));
        linear.Weight.Add(mask);
        linear.InputParametrization = step;

        var rounded = RoundedModel.Of(model, QuantizationPlan.W4, environment);
        Assert.That(linear.Weight.Parametrizations, Has.Count.EqualTo(2));
        Assert.That(linear.InputParametrization, Is.InstanceOf<RoundedActivations>());
        rounded.Dispose();

        Assert.That(linear.Weight.Parametrizations, Is.EqualTo([mask]));
        Assert.That(linear.InputParametrization, Is.SameAs(step));
    }

    [Test]
    public void Of_RoundingThatFails_LeavesTheModelAsItWas()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = TinyModels.CreateLively();

        Assert.That(
            () => RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.KMeansRows(9)), new TrainingEnvironment(1, cancellationToken: source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(each => each.InputParametrization), Is.All.Null);
    }

    [TestCase(1)]
    [TestCase(9)]
    public void LearnedStep_OtherBits_Throws(int bits) => Assert.That(() => QuantizationScheme.LearnedStep(bits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1)]
    [TestCase(257)]
    public void Codebook_OtherSize_Throws(int size) => Assert.That(() => QuantizationScheme.Codebook(size), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(0, 8)]
    [TestCase(4, 1)]
    [TestCase(4, 13)]
    public void ProductRows_OtherNumbers_Throw(int parts, int bits) => Assert.That(() => QuantizationScheme.ProductRows(parts, bits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1)]
    [TestCase(4097)]
    public void KMeansRows_OtherCount_Throws(int count) => Assert.That(() => QuantizationScheme.KMeansRows(count), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static int BitsOfName(string name) => name.Split(" in groups of ")[0] switch
    {
        "ternary" or "split binary" or "loss-aware ternary" => 2,
        "binary" => 1,
        "loss-aware 3 bits" => 3,
        "loss-aware 4 bits" => 4,
        "codebook of 16" or "loss-aware codebook of 16" => 4,
        "int8" or "codebook of 256" => 8,
        _ => name["learnt step of ".Length] - '0',
    };

    private static uint[] BitsOf(ReadOnlySpan<float> values) => Parametrizations.StoredWeights.BitsOf(values.ToArray());

    private static CompressedModel SaveAndLoad(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return CompressedModel.Load(stream);
    }

    private static TextModel Pruned(double sparsity)
    {
        var model = TinyModels.CreateLively();
        var matrices = model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight);
        PrunerTests.Prune(matrices, sparsity);
        return model;
    }
}
