using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Tests.Parametrizations;
using MLNet.Compression.Training.Tests.Pruning;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Quantization;

/// <summary>Models rounded by a sample of rows.</summary>
public class CalibratedRoundingTests
{
    private static readonly Lazy<TextModel> _trained = new(PruningRunTests.Trained);

    private static IEnumerable<QuantizationPlan> Plans =>
    [
        QuantizationPlan.Int8, QuantizationPlan.W4, QuantizationPlan.TernaryBert,
        .. new[] { 2, 3 }.Select(bits => QuantizationPlan.Of(QuantizationScheme.LearnedStep(bits))),
        new() { Attention = QuantizationScheme.Binary, FeedForward = QuantizationScheme.Codebook(8), Pooler = QuantizationScheme.Float16, Classifier = QuantizationScheme.LearnedStep(3) },
    ];

    private static IEnumerable<BertShape> Shapes =>
    [
        TinyModels.ShapeOf(3, 32, 2, 64).WithLayersOf(0, 0, 2), TinyModels.Shape with { EmbeddingSize = 8 }, TinyModels.StaticShape(8, 12),
        TinyModels.Shape with { Layers = [new LayerShape(0, 16, 64), new LayerShape(2, 16, 0)] },
    ];

    [Test]
    public void Round_AnyPlan_StoresWhatTheForwardPassSees([ValueSource(nameof(Plans))] QuantizationPlan plan, [Values(0, 0.5)] double sparsity)
    {
        var model = TinyModels.CreateLively();
        PrunerTests.Prune(model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight), sparsity);
        float[][] before = [.. model.Parameters.Select(parameter => parameter.ValueSpan.ToArray())];

        using (var run = Round(model, plan))
        {
            AssertHolds(model);
            foreach (var (linear, raw) in model.Linears.Select(linear => (linear, linear.Weight.ValueSpan.ToArray())))
            {
                Assert.That(linear.Weight.ToStore().Values.Where((_, i) => raw[i] == 0), Is.All.Zero, linear.Name);
            }
        }

        Assert.That(model.Parameters.Select(parameter => parameter.ValueSpan.ToArray()), Is.EqualTo(before), "the weights beneath stay");
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    [Test]
    public void Round_AnyShape_StoresWhatTheForwardPassSees([ValueSource(nameof(Shapes))] BertShape shape)
    {
        var model = TinyModels.CreateLively(shape);
        using var run = Round(model, QuantizationPlan.W4);
        AssertHolds(model);
    }

    [TestCase(2)]
    [TestCase(3)]
    public void Round_TrainedModel_ChangesLogitsLessThanNearestRounding(int bits)
    {
        var (plan, test) = (QuantizationPlan.Int8 with { Attention = QuantizationScheme.LearnedStep(bits), FeedForward = QuantizationScheme.LearnedStep(bits) }, TinyModels.Data(200, seed: 7));
        var expected = TinyModels.Logits(_trained.Value, test);

        var (calibrated, nearest) = (Change(WeightRounding.Calibrated()), Change(WeightRounding.Nearest));

        TestContext.Out.WriteLine($"{bits} bits: {calibrated / nearest:0.000} of the squared change of logits of the nearest, {nearest:0.0e+0} of {expected.Sum(x => (double)x * x):0.0}");
        Assert.That(calibrated, Is.LessThan(0.7 * nearest));

        double Change(WeightRounding rounding)
        {
            using var run = Round(_trained.Value, plan, rounding: rounding);
            return TinyModels.Logits(_trained.Value, test).Zip(expected, (a, b) => Math.Pow(a - b, 2)).Sum();
        }
    }

    [Test]
    public void Round_AnyNumberOfThreads_GivesTheSameBits()
    {
        var expected = Stored(1);

        Assert.That(Stored(3), Is.EqualTo(expected));

        static float[] Stored(int threads)
        {
            var model = TinyModels.CreateLively();
            using var run = Round(model, QuantizationPlan.W4, threads);
            return [.. model.Parameters.SelectMany(parameter => parameter.ToStore().Values)];
        }
    }

    [Test]
    public void Round_CancelledOnTheWay_LeavesTheModelAsItWas()
    {
        using var source = new CancellationTokenSource();
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1, 1, null, source.Token));
        var (late, cancelling) = (model.Encoder.Layers[^1].Output.Weight, new Cancelling(source));
        late.Add(cancelling);
        using (var run = new QuantizationRun(model, QuantizationPlan.W4))
        {
            Assert.That(() => run.Round(environment, TinyModels.Data(128), WeightRounding.Calibrated()), Throws.InstanceOf<OperationCanceledException>());
        }

        late.Remove(cancelling);
        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(TinyModels.CreateLively())));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Round_WithoutRows_SaysTheRemedy([Values] bool empty)
    {
        using var run = new QuantizationRun(TinyModels.Create(), QuantizationPlan.W4);

        Assert.That(
            () => run.Round(new TrainingEnvironment(1), empty ? TinyModels.Data(0) : null, WeightRounding.Calibrated()),
            Throws.ArgumentException.With.Message.Contains("there are none").And.Message.Contains("WeightRounding.Nearest"));
    }

    [Test]
    public void Round_WeightsThatAreNoNumbers_NamesTheLayer()
    {
        var model = TinyModels.CreateLively();
        model.Encoder.Layers[1].AttentionNorm.Shift.ValueSpan[3] = float.NaN;
        using var run = new QuantizationRun(model, QuantizationPlan.W4);

        Assert.That(
            () => run.Round(new TrainingEnvironment(1), TinyModels.Data(20), WeightRounding.Calibrated()),
            Throws.InstanceOf<ArithmeticException>().With.Message.Contains("encoder.layer.1.intermediate.dense"));
    }

    [TestCase(0, 0.01)]
    [TestCase(10, 0)]
    [TestCase(10, double.NaN)]
    [TestCase(10, double.PositiveInfinity)]
    public void Calibrated_OtherNumbers_Throw(int rows, double damping) => Assert.That(() => WeightRounding.Calibrated(rows, damping), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Calibrated_EqualNumbers_AreEqual()
    {
        var other = WeightRounding.Calibrated(10, 0.5);

        Assert.That(WeightRounding.Calibrated(10, 0.5), Is.EqualTo(other).And.Not.EqualTo(WeightRounding.Calibrated(11, 0.5)));
        Assert.That($"{WeightRounding.Calibrated(10, 0.5)}; {WeightRounding.Nearest}", Is.EqualTo("calibrated with 10 rows, damping 0.5; nearest"));
    }

    private static QuantizationRun Round(TextModel model, QuantizationPlan plan, int threads = 2, WeightRounding? rounding = null)
    {
        var run = new QuantizationRun(model, plan);
        run.Round(new TrainingEnvironment(1, threads), TinyModels.Data(100), rounding ?? WeightRounding.Calibrated(rows: 80));
        return run;
    }

    private static void AssertHolds(TextModel model)
    {
        var decoded = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(model, ValueFormat.Float32));
        foreach (var (stored, seen) in decoded.Parameters.Zip(model.Parameters))
        {
            Assert.That(StoredWeights.BitsOf(stored.ValueSpan.ToArray()), Is.EqualTo(StoredWeights.BitsOf(seen.ToStore().Values)), seen.Name);
        }
    }

    /// <summary>Cancels when its weight is first used.</summary>
    private sealed class Cancelling(CancellationTokenSource source) : Parametrization
    {
        public override Tensor Apply(Tape tape, Tensor weight)
        {
            source.Cancel();
            return weight;
        }
    }
}
