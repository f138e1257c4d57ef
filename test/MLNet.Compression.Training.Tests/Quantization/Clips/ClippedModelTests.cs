using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Tests.Pruning;

namespace MLNet.Compression.Training.Tests.Quantization.Clips;

/// <summary>Models whose layers round their inputs to learnt ranges.</summary>
internal sealed class ClippedModelTests
{
    private static readonly TextDataset _data = TinyModels.Data(40);

    private static IEnumerable<QuantizationScheme> Weights => [QuantizationScheme.Int8, QuantizationScheme.LearnedStep(4), QuantizationScheme.Ternary];

    private static IEnumerable<BertShape> Shapes => [TinyModels.Shape, TinyModels.Shape with { EmbeddingSize = 16 }, TinyModels.StaticShape(24, 16)];

    /// <remarks>The same integers: fp32 noise before a rounding turns over single ones.</remarks>
    [Test]
    public void Encode_ClippedInputs_ScoresWhatTheForwardPassSees([ValueSource(nameof(Weights))] QuantizationScheme weights, [Values(7, 4)] int bits, [Values] bool trained)
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, PlanOf(weights, bits), environment, data: _data);
        if (trained)
        {
            QuantizationAwareTraining.Run(rounded, null, _data, new QuantizationOptions { BatchSize = 8, LearningRate = 1e-3 }, environment);
        }

        AssertScores(model, linears: 10);
    }

    [Test]
    public void Encode_AnyShape_ScoresWhatTheForwardPassSees([ValueSource(nameof(Shapes))] BertShape shape)
    {
        var model = TinyModels.CreateLively(shape);
        using var rounded = RoundedModel.Of(model, PlanOf(QuantizationScheme.Int8, 7), new TrainingEnvironment(1), data: _data);

        AssertScores(model, model.Linears.Count());
    }

    [Test]
    public void Run_ClippedInputs_TrainsEachClipAtItsRate()
    {
        var (slow, fast) = (Moved(1e-4), Moved(1e-2));

        Assert.That(slow, Is.All.InRange(float.Epsilon, 9e-4f));
        Assert.That(fast, Is.All.InRange(float.Epsilon, 9e-2f));
        Assert.That(fast.Max(), Is.GreaterThan(20 * slow.Max()));

        static float[] Moved(double rate)
        {
            var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
            using var rounded = RoundedModel.Of(model, PlanOf(QuantizationScheme.Int8, 4), environment, data: _data);
            var clips = ClipsOf(model).Select(clip => clip.Clip).ToArray();
            var before = clips.Select(clip => clip.ValueSpan[0]).ToArray();
            QuantizationAwareTraining.Run(rounded, null, _data, new QuantizationOptions { Epochs = 2, BatchSize = 10, LearningRate = 1e-3, InputClipLearningRate = rate }, environment);
            return [.. clips.Zip(before, (clip, old) => Math.Abs(clip.ValueSpan[0] - old))];
        }
    }

    [Test]
    public void Run_WeightClipsAtARateOfTheirOwn_MovesStepsByIt()
    {
        var (usual, slow) = (Moved(null), Moved(1e-7));

        Assert.That(slow.Max(), Is.InRange(float.Epsilon, 1e-6f));
        Assert.That(usual.Max(), Is.GreaterThan(100 * slow.Max()));

        static float[] Moved(double? rate)
        {
            var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
            using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(QuantizationScheme.LearnedStep(4)), environment);
            Parameter[] steps = [.. model.Parameters.SelectMany(parameter => parameter.Parametrizations).OfType<LearnedStep>().Select(step => step.Step)];
            var before = steps.Select(step => step.ValueSpan.ToArray()).ToArray();
            QuantizationAwareTraining.Run(rounded, null, _data, new QuantizationOptions { BatchSize = 10, LearningRate = 1e-3, WeightClipLearningRate = rate }, environment);
            return [.. steps.Zip(before, (step, old) => step.ValueSpan.ToArray().Zip(old, (a, b) => Math.Abs(a - b)).Max())];
        }
    }

    [TestCase(4)]
    [TestCase(7)]
    public void Run_KdLsq_KeepsTheTask(int bits)
    {
        var (model, data, environment) = (PruningRunTests.Trained(), TinyModels.Data(128), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, PlanOf(QuantizationScheme.LearnedStep(2), bits), environment, data: data);
        var before = TinyModels.Accuracy(model, data);
        var options = QuantizationOptions.KdLsq();
        (options.Epochs, options.LearningRate) = (8, 2e-3);

        QuantizationAwareTraining.Run(rounded, null, data, options, environment);

        TestContext.Out.WriteLine($"inputs of {bits} bits: accuracy {before:f3} after training, {TinyModels.Accuracy(model, data):f3} with it");
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_LossThatHidesTokens_IsRefused()
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Int8, environment);

        Assert.That(
            () => QuantizationAwareTraining.Run(rounded, null, _data, new QuantizationOptions { Losses = [new PredictionLoss { OnlyHiddenTokens = true }] }, environment),
            Throws.ArgumentException.With.Message.Contains("can't guide a quantisation"));
        Assert.That(
            () => QuantizationAwareTraining.Run(rounded, null, _data, new QuantizationOptions { Losses = [new PredictionLoss { Teachers = [2] }] }, environment),
            Throws.ArgumentException.With.Message.Contains("follows teacher 2"));
    }

    [Test]
    public void PruneAndTrain_ClippedInputs_ScoresWhatTheForwardPassSees()
    {
        var model = TinyModels.CreateLively();
        using var run = new QuantizationRun(model, PlanOf(QuantizationScheme.LearnedStep(4), 7));

        run.PruneAndTrain(null, _data, new PruningOptions { Sparsity = 0.5, MaskInterval = 1 }, new QuantizationOptions { Epochs = 2, BatchSize = 10, LearningRate = 1e-3 }, new TrainingEnvironment(1));

        AssertScores(model, linears: 10);
    }

    [Test]
    public void Of_NoData_IsRefusedWithTheRemedyAndChangesNothing()
    {
        var model = TinyModels.CreateLively();

        Assert.That(
            () => RoundedModel.Of(model, PlanOf(QuantizationScheme.Int8, 7), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("quantise with data").And.Message.Contains("PerToken"));
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Of_WeightsThatAreNotFinite_IsRefusedNamingTheLayer()
    {
        var model = TinyModels.CreateLively();
        model.Encoder.Layers[1].Intermediate.Weight.ValueSpan.Fill(float.NaN);

        Assert.That(
            () => RoundedModel.Of(model, PlanOf(QuantizationScheme.Int8, 7), new TrainingEnvironment(1), data: _data),
            Throws.ArgumentException.With.Message.Contains("encoder.layer.1.output.dense"));
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    [Test]
    public void Of_AnyNumberOfThreads_FindsTheSameClips()
    {
        Assert.That(Clips(threads: 3), Is.EqualTo(Clips(threads: 1)));

        static float[] Clips(int threads)
        {
            var model = TinyModels.CreateLively();
            using var rounded = RoundedModel.Of(model, PlanOf(QuantizationScheme.Int8, 7), new TrainingEnvironment(1, threads), data: _data);
            return [.. ClipsOf(model).Select(clip => clip.Clip.ValueSpan[0])];
        }
    }

    private static QuantizationPlan PlanOf(QuantizationScheme weights, int bits) => QuantizationPlan.Of(weights).WithActivations(ActivationScheme.LearnedClip(bits));

    private static IEnumerable<LearnedClip> ClipsOf(TextModel model) => model.Linears.Select(linear => linear.InputParametrization).OfType<LearnedClip>();

    private static void AssertScores(TextModel model, int linears)
    {
        var clips = ClipsOf(model).Select(clip => clip.InputClip).ToArray();
        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
        using var stream = new MemoryStream();
        encoded.Save(stream);
        stream.Position = 0;
        encoded = CompressedModel.Load(stream);

        IEnumerable<LinearWeights?> all = [encoded.Embeddings.Projection, .. encoded.Layers.SelectMany(layer => layer.Linears), encoded.Pooler, encoded.Classifier];
        Assert.That(clips, Has.Length.EqualTo(linears));
        Assert.That(all.OfType<LinearWeights>().Select(linear => linear.Clip), Is.EqualTo(clips));
        var (seen, scored) = (TinyModels.Logits(model, _data), new float[2 * _data.Count]);
        using var classifier = new TextClassifier(encoded);
        classifier.Logits(TinyModels.Batch(_data), scored);
        double[] deviations = [.. Enumerable.Range(0, _data.Count).Select(row => Deviation.Relative(scored.AsSpan(2 * row, 2), seen.AsSpan(2 * row, 2))).Order()];
        TestContext.Out.WriteLine($"scorer against the forward pass: deviation {deviations[20]:0.0e+0} for half of the rows, at most {deviations[^1]:0.0e+0}");
        Assert.That(deviations[20], Is.LessThan(1e-5));
        Assert.That(deviations[^1], Is.LessThan(0.2));
    }
}
