using System.Text.Json;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Optimizers;

public class GoldenUpdateTests
{
    [TestCase("sgd")]
    [TestCase("sgd_momentum")]
    [TestCase("sgd_nesterov_decay")]
    public void Sgd_Steps_EqualReference(string run) => Compare(run, options => new SgdOptions
    {
        Momentum = Number(options, "momentum"),
        Nesterov = options.GetProperty("nesterov").GetBoolean(),
        WeightDecay = Number(options, "weight_decay"),
    });

    [TestCase("adam")]
    [TestCase("adam_l2")]
    public void Adam_Steps_EqualReference(string run) => Compare(run, options => new AdamOptions
    {
        Beta1 = options.GetProperty("betas")[0].GetDouble(),
        Beta2 = options.GetProperty("betas")[1].GetDouble(),
        Epsilon = Number(options, "eps"),
        WeightDecay = Number(options, "weight_decay"),
    });

    [TestCase("adamw")]
    [TestCase("adamw_eps_betas")]
    public void AdamW_Steps_EqualReference(string run) => Compare(run, options => new AdamWOptions
    {
        Beta1 = options.GetProperty("betas")[0].GetDouble(),
        Beta2 = options.GetProperty("betas")[1].GetDouble(),
        Epsilon = Number(options, "eps"),
        WeightDecay = Number(options, "weight_decay"),
    });

    /// <remarks>The seven weights are fewer than a vector holds; repeated, they fill vectors and leave a rest.</remarks>
    private static void Compare(string run, Func<JsonElement, OptimizerOptions> options)
    {
        const int repetitions = 5;
        var file = GoldenFiles.Json("optimizer", "vectors.json");
        var entry = file.GetProperty("runs").GetProperty(run);
        var parameter = Passes.Parameter(1, repetitions * 7, Repeat(file.GetProperty("start"), repetitions));
        var tape = Passes.Training();
        var optimizer = options(entry.GetProperty("options")).Create([parameter], tape.Workers);
        var comparison = new GoldenComparison($"optimizer/vectors.json, {run}");
        var expected = entry.GetProperty("parameters_after_step").EnumerateArray().ToArray();
        foreach (var (step, gradient) in file.GetProperty("gradients").EnumerateArray().Index())
        {
            parameter.OpenGradient(tape.Buffers);
            Repeat(gradient, repetitions, factor: 2).CopyTo(parameter.GradientSpan);
            optimizer.Step(Number(entry.GetProperty("options"), "lr"), gradientScale: 0.5);
            comparison.Add($"parameters_after_step[{step}]", parameter.ValueSpan, Repeat(expected[step], repetitions));
        }

        optimizer.Release(tape.Buffers);
        comparison.AssertBelow(1e-6);
    }

    private static double Number(JsonElement options, string name) => options.GetProperty(name).GetDouble();

    private static float[] Repeat(JsonElement numbers, int repetitions, float factor = 1) =>
        [.. Enumerable.Repeat(numbers.EnumerateArray().Select(number => (float)(factor * number.GetDouble())).ToArray(), repetitions).SelectMany(x => x)];
}
