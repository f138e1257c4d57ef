using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class LearnedStepTests
{
    private const int Rows = 12;

    [Test]
    public void Apply_Reference_EqualsValuesAndGradients(
        [Values(2, 3, 4, 8)] int bits, [Values("signed", "unsigned")] string sign, [Values("initial", "small")] string step)
    {
        var name = $"lsq-{bits}-{sign}-{step}";
        var golden = GoldenFiles.Tensors("quantization", name + ".safetensors");
        var entry = GoldenFiles.Json("quantization", "lsq.json").GetProperty(name);
        var quantizer = new LearnedStep("x", bits, sign == "signed");
        quantizer.SetSteps([(float)entry.GetProperty("step").GetDouble()]);

        var (output, gradient) = GoldenQuantization.Run(quantizer, Rows, golden["x"], golden["upstream"]);

        var comparison = new GoldenComparison($"quantization/{name}.safetensors");
        var integers = GoldenFiles.Integers("quantization", name + ".safetensors")["integer"];
        comparison.Add("integer", [.. output.Select(value => MathF.Round(value / quantizer.Step.ValueSpan[0]))], [.. integers.Select(value => (float)value)]);
        comparison.Add("output", output, golden["output"]);
        comparison.Add("grad.x", gradient, golden["grad.x"]);
        comparison.Add("lsq.json grad_step", quantizer.Step.GradientSpan[0], entry.GetProperty("grad_step").GetDouble());
        comparison.AssertBelow(1e-5);
        StoredWeights.AssertExact(name, quantizer.StorageOf(Passes.Parameter(1, 1, [0])), Rows, PositiveZeros(golden["output"]), bits);
    }

    [Test]
    public void Apply_FirstTime_StartsAtTheReferencesStep(
        [Values(2, 3, 4, 8)] int bits, [Values("signed", "unsigned")] string sign)
    {
        var name = $"lsq-{bits}-{sign}-initial";
        var golden = GoldenFiles.Tensors("quantization", name + ".safetensors");
        var quantizer = new LearnedStep("x", bits, sign == "signed");

        GoldenQuantization.Run(quantizer, Rows, golden["x"], golden["upstream"]);

        var comparison = new GoldenComparison("quantization/lsq.json");
        comparison.Add($"{name}.initial_step", quantizer.Step.ValueSpan[0], GoldenFiles.Json("quantization", "lsq.json").GetProperty(name).GetProperty("initial_step").GetDouble());
        comparison.AssertBelow(1e-6);
    }

    /// <remarks>With equal steps, steps by row are the step of all; their gradients differ in the number of elements alone.</remarks>
    [Test]
    public void Apply_StepsByRow_EqualOneStepForAll()
    {
        var golden = GoldenFiles.Tensors("quantization", "lsq-4-signed-small.safetensors");
        var (one, many) = (new LearnedStep("x", 4, signed: true), new LearnedStep("x", 4, signed: true, Rows));
        one.SetSteps([0.3f]);
        many.SetSteps([.. Enumerable.Repeat(0.3f, Rows)]);

        var expected = GoldenQuantization.Run(one, Rows, golden["x"], golden["upstream"]);
        var actual = GoldenQuantization.Run(many, Rows, golden["x"], golden["upstream"]);

        Assert.That(actual.Output, Is.EqualTo(expected.Output));
        Assert.That(actual.Gradient, Is.EqualTo(expected.Gradient));
        Assert.That(many.Step.GradientSpan.ToArray().Sum(), Is.EqualTo(one.Step.GradientSpan[0] * Math.Sqrt(Rows)).Within(1e-5));
    }

    [Test]
    public void Apply_RowsOfDifferentSizes_HaveStepsOfTheirOwn()
    {
        var quantizer = new LearnedStep("x", 3, signed: true, rows: 2);

        GoldenQuantization.Run(quantizer, 2, [1, -1, 1, 100, -100, 100], new float[6]);

        Assert.That(quantizer.Step.ValueSpan.ToArray(), Is.EqualTo([2 / MathF.Sqrt(3), 200 / MathF.Sqrt(3)]).Within(1e-4));
    }

    [Test]
    public void Apply_StepBelowZero_StaysUsable()
    {
        var quantizer = new LearnedStep("x", 3, signed: true);
        quantizer.SetSteps([-1]);

        var (output, _) = GoldenQuantization.Run(quantizer, 1, [1, -1, 0], [1, 1, 1]);

        Assert.That(output, Is.All.EqualTo(0).Within(1e-6));
        Assert.That(quantizer.Step.GradientSpan[0], Is.Not.NaN);
    }

    [TestCase(1)]
    [TestCase(9)]
    public void Constructor_OtherBits_Throws(int bits) => Assert.That(() => new LearnedStep("x", bits, signed: true), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Apply_NegativesThatRoundToZero_AreZeroAsStored()
    {
        var quantizer = new LearnedStep("x", 3, signed: true);
        quantizer.SetSteps([1]);

        var (output, _) = GoldenQuantization.Run(quantizer, 1, [-0.1f, 0.1f], [1, 1]);

        Assert.That(StoredWeights.BitsOf(output), Is.All.Zero);
    }

    [Test]
    public void Apply_NarrowRange_LeavesTheLowestOut()
    {
        var quantizer = new LearnedStep("x", 8, signed: true, narrow: true);
        quantizer.SetSteps([1]);

        Assert.That(GoldenQuantization.Run(quantizer, 1, [-500, 500], [1, 1]).Output, Is.EqualTo([-127f, 127]));
    }

    /// <remarks>A batch sees some rows, some of them twice; their gradients are those of the whole table's rows.</remarks>
    [Test]
    public void ApplyRows_StepsByRow_UsesAndTrainsThoseOfTheRows()
    {
        var table = Passes.Numbers(5 * 8, 1);
        var upstream = Passes.Numbers(3 * 8, 2);
        int[] numbers = [4, 1, 4];
        var (whole, some) = (WithSteps(), WithSteps());
        var expected = GoldenQuantization.Run(whole, 5, table, [.. Enumerable.Range(0, 5).SelectMany(row => Upstream(row))]);
        float[] rows = [.. numbers.SelectMany(row => table.AsSpan(row * 8, 8).ToArray())];
        var tape = Passes.Training();
        var weight = Passes.Parameter(3, 8, rows);

        var (output, _) = GoldenQuantization.Run(tape, weight, some.ApplyRows(tape, weight, numbers), upstream);

        Assert.That(output, Is.EqualTo(numbers.SelectMany(row => expected.Output.AsSpan(row * 8, 8).ToArray())));
        Assert.That(some.Step.GradientSpan.ToArray(), Is.EqualTo(whole.Step.GradientSpan.ToArray()).Within(1e-5));

        LearnedStep WithSteps()
        {
            var quantizer = new LearnedStep("x", 3, signed: true, rows: 5);
            quantizer.SetSteps([0.1f, 0.2f, 0.3f, 0.4f, 0.5f]);
            return quantizer;
        }

        float[] Upstream(int row) => [.. Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, 3).Sum(token => numbers[token] == row ? upstream[(token * 8) + i] : 0))];
    }

    [Test]
    public void ApplyRows_StepsUnknown_Throws() => Assert.That(
        () => new LearnedStep("x", 3, signed: true, rows: 5).ApplyRows(Passes.Training(), Passes.Parameter(2, 1, [1, 2]), [0, 4]),
        Throws.InvalidOperationException.With.Message.Contains("x.step"));

    /// <remarks>The step's own training: it finds the one at which nothing is lost.</remarks>
    [Test]
    public void Apply_GradientDescent_FindsTheBestStep()
    {
        float[] values = [.. Enumerable.Range(-4, 8).Select(i => 0.5f * i)];
        var quantizer = new LearnedStep("x", 3, signed: true);
        quantizer.SetSteps([0.7f]);
        for (var step = 0; step < 400; step++)
        {
            var tape = Passes.Training();
            var output = quantizer.Apply(tape, Passes.Parameter(1, 8, values));
            output.OpenGradient(tape.Buffers);
            for (var i = 0; i < values.Length; i++)
            {
                output.GradientSpan[i] = output.ValueSpan[i] - values[i];
            }

            tape.Backward();
            quantizer.Step.ValueSpan[0] -= 0.02f * quantizer.Step.GradientSpan[0];
            quantizer.Step.ClearGradient();
        }

        Assert.That(quantizer.Step.ValueSpan[0], Is.EqualTo(0.5f).Within(0.01));
    }

    private static float[] PositiveZeros(float[] values) => Array.ConvertAll(values, value => value + 0f);
}
