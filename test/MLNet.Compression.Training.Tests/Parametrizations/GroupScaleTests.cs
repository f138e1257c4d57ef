using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

/// <summary>Weights with a scale for each group of inputs are rounded as matrices of those inputs alone would be, but for scales in fp16.</summary>
public class GroupScaleTests
{
    private const int Rows = 5;
    private const int Columns = 80;
    private const int Size = 32;
    private static readonly ScaleScope _scope = ScaleScope.Group(Size);

    private static readonly float[] _weights =
        [.. Passes.Numbers(Rows * Columns, seed: 4).Select((number, i) => number * MathF.Pow(10, -(i % Columns / Size)))];

    private static readonly float[] _upstream = Passes.Numbers(Rows * Columns, seed: 5);

    [Test]
    public void Apply_SignsTimesAScale_AreThoseOfEachGroupWithTheScaleInHalf([Values("ternary", "binary", "loss-aware ternary")] string kind)
    {
        Parametrization Create(ScaleScope scope, int columns) => kind switch
        {
            "ternary" => new Ternary(scope),
            "binary" => new Binary(scope),
            _ => new LossAwareTernary(new Curvature(Rows, columns), scope: scope),
        };

        var (output, gradient) = GoldenQuantization.Run(Create(_scope, Columns), Rows, _weights, _upstream);

        var expected = EachGroup((weights, upstream) => GoldenQuantization.Run(Create(ScaleScope.Row, weights.Length / Rows), Rows, weights, upstream).Output);
        Assert.That(output, Is.EqualTo(Array.ConvertAll(expected, value => (float)(Half)value)));
        Assert.That(gradient, Is.EqualTo(_upstream));
        StoredWeights.AssertExact(kind, StoredWeights.FormatOf(Create(_scope, Columns), Rows, _weights), Rows, output, bits: 1);
    }

    [Test]
    public void Apply_Int8_IsTheNearestMultipleOfTheScaleInHalf()
    {
        var (output, _) = GoldenQuantization.Run(new Int8Weights(_scope), Rows, _weights, _upstream);

        Assert.That(output, Is.EqualTo(EachGroup((weights, _) => [.. weights.Chunk(weights.Length / Rows).SelectMany(Round)])));
        StoredWeights.AssertExact("int8", StoredWeights.FormatOf(new Int8Weights(_scope), Rows, _weights), Rows, output, bits: 8);

        static float[] Round(float[] group)
        {
            var scale = (float)(Half)(group.Max(Math.Abs) / 127);
            return Array.ConvertAll(group, weight => (Math.Clamp(MathF.Round(weight / scale), -127, 127) * scale) + 0f);
        }
    }

    [TestCase(1e-7f)]
    [TestCase(1e-12f)]
    [TestCase(3e6f)]
    public void Apply_WeightsOfUnusualSize_AreStoredAsTheyAreSeen(float size)
    {
        var weights = Array.ConvertAll(_weights, weight => size * weight);
        Parametrization[] all = [new Int8Weights(_scope), new Ternary(_scope), new Binary(_scope), Steps(bits: 4)];
        foreach (var parametrization in all)
        {
            var (output, _) = GoldenQuantization.Run(parametrization, Rows, weights, _upstream);
            var decoded = new float[output.Length];
            StoredWeights.FormatOf(parametrization, Rows, weights).EncodeDense(output, Rows, Columns).Decode(decoded);

            Assert.That(decoded, Is.EqualTo(output), $"{parametrization.GetType().Name}");
            Assert.That(output, Is.All.Matches<float>(float.IsFinite));
        }
    }

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Apply_LearntSteps_LearnAsThoseOfEachGroupAlone(int bits)
    {
        float[] steps = [.. Passes.Numbers(Rows * 3, seed: 6).Select(number => (float)(Half)(0.01f + (0.1f * Math.Abs(number))))];
        var quantizer = Steps(bits);
        quantizer.SetSteps(steps);

        var (output, gradient) = GoldenQuantization.Run(quantizer, Rows, _weights, _upstream);

        var group = 0;
        var gradients = new float[Rows * 3];
        var inputs = new List<float[]>();
        var expected = EachGroup((weights, upstream) =>
        {
            var alone = new LearnedStep("w", bits, signed: true, rows: Rows, narrow: bits == 8);
            alone.SetSteps([.. Enumerable.Range(0, Rows).Select(row => steps[(row * 3) + group])]);
            var (values, gradient) = GoldenQuantization.Run(alone, Rows, weights, upstream);
            inputs.Add(gradient);
            foreach (var (row, value) in alone.Step.GradientSpan.ToArray().Index())
            {
                gradients[(row * 3) + group] = value;
            }

            group++;
            return values;
        });
        Assert.That(output, Is.EqualTo(expected));
        Assert.That(gradient, Is.EqualTo(Together(inputs)));
        Assert.That(quantizer.Step.GradientSpan.ToArray(), Is.EqualTo(gradients).Within(1e-6f));
    }

    [Test]
    public void Apply_StepBetweenHalves_RoundsTheStepButLearnsIt()
    {
        var quantizer = Steps(bits: 4);
        float[] raw = [.. Enumerable.Range(0, Rows * 3).Select(i => 0.05f + (1e-5f * i))];
        quantizer.SetSteps(raw);

        var (output, _) = GoldenQuantization.Run(quantizer, Rows, _weights, _upstream);

        Assert.That(quantizer.Step.ValueSpan.ToArray(), Is.EqualTo(raw), "kept in fp32, so that small updates add up");
        for (var i = 0; i < output.Length; i++)
        {
            var step = (float)(Half)raw[_scope.SegmentOf(i / Columns, i % Columns, Columns)];
            Assert.That(output[i], Is.EqualTo(Math.Clamp(MathF.Round(_weights[i] / step), -8, 7) * step));
        }
    }

    [Test]
    public void ApplyRows_OfATable_UsesTheStepsOfTheirRow()
    {
        var quantizer = Steps(bits: 3);
        var tape = Passes.Training();
        var table = Passes.Parameter(Rows, Columns, _weights);
        quantizer.SetStepsFor(table, WorkerPool.Inline);
        var all = quantizer.Apply(tape, table).ValueSpan.ToArray();
        int[] numbers = [4, 0, 4];

        var rows = quantizer.ApplyRows(tape, Passes.Tensor(tape, 3, Columns, [.. numbers.SelectMany(row => _weights[(row * Columns)..((row + 1) * Columns)])]), numbers);

        Assert.That(rows.ValueSpan.ToArray(), Is.EqualTo(numbers.SelectMany(row => all[(row * Columns)..((row + 1) * Columns)])));
    }

    [Test]
    public void InGroups_OtherSizesOrSchemes_AreRefused()
    {
        Assert.That(() => QuantizationScheme.Int8.InGroups(48), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("32, 64, 128"));
        Assert.That(() => QuantizationScheme.Codebook(16).InGroups(32), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("codebook of 16"));
        Assert.That(() => QuantizationScheme.Float16.InGroups(32), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => QuantizationScheme.ProductRows(4).InGroups(32), Throws.InstanceOf<NotSupportedException>());
        var clipped = QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(4)).InGroups(32);
        Assert.That(clipped, Is.EqualTo(QuantizationScheme.LearnedStep(4).InGroups(32).WithActivations(ActivationScheme.LearnedClip(4))));
        Assert.That(QuantizationScheme.LearnedStep(4).InGroups(32), Is.Not.EqualTo(QuantizationScheme.LearnedStep(4).InGroups(64)).And.Not.EqualTo(QuantizationScheme.LearnedStep(4)));
    }

    private static LearnedStep Steps(int bits) => new("w", bits, signed: true, narrow: bits == 8, _scope, Rows * 3);

    /// <summary>What a function makes of the columns of each group.</summary>
    private static float[] EachGroup(Func<float[], float[], float[]> function) =>
        Together([.. Enumerable.Range(0, 3).Select(group => function(ColumnsOf(_weights, group), ColumnsOf(_upstream, group)))]);

    private static float[] ColumnsOf(float[] matrix, int group) => [.. matrix.Chunk(Columns).SelectMany(row => row[(group * Size)..Math.Min(Columns, (group + 1) * Size)])];

    private static float[] Together(IReadOnlyList<float[]> groups) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => groups.SelectMany(group => group.Chunk(group.Length / Rows).ElementAt(row)))];
}
