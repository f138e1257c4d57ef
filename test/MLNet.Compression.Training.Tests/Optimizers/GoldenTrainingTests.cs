using System.Text.Json;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Models;
using MLNet.Compression.Training.Tests.Objectives;

namespace MLNet.Compression.Training.Tests.Optimizers;

/// <summary>Twenty steps of fine-tuning with warm-up, clipping and weight decay, against the same run in double precision elsewhere.</summary>
public class GoldenTrainingTests
{
    private const string File = "optimizer/training.json";
    private static readonly Objective _objective = new([new WeightedTerm(new HardLabels(), 1)]);

    /// <remarks>
    /// The gradient of key.bias is zero in exact arithmetic, as a softmax does not feel it; in fp32 it is rounding noise, which
    /// Adam divides by its own size. So key.bias wanders by up to the sum of the learning rates, 0.0085, and has a bound of its own;
    /// it changes nothing that the model computes.
    /// </remarks>
    [Test]
    public void Step_TwentyStepsOfAdamW_EqualReference()
    {
        var golden = GoldenModel.Load("bert-sequence");
        var run = GoldenFiles.Json("optimizer", "training.json");
        var optimizer = new AdamW(golden.Model.Parameters, new AdamWOptions { DenseEmbeddings = true }, Passes.Training().Workers);
        var (steps, finals, keyBiases) = (new GoldenComparison(File), new GoldenComparison("optimizer/final.safetensors"), new GoldenComparison("optimizer/final.safetensors, key.bias"));

        Train(golden, run, optimizer, steps);

        foreach (var (name, expected) in golden.WithTensors(GoldenFiles.Path("optimizer", "final.safetensors")).Tensors)
        {
            var isKeyBias = name.EndsWith("key.bias", StringComparison.Ordinal);
            (isKeyBias ? keyBiases : finals).Add(name, golden.Read(parameter => parameter.ValueSpan.ToArray())[name], expected.Values, smallest: 1);
        }

        steps.AssertBelow(2e-5);
        finals.AssertBelow(2e-6);
        keyBiases.AssertBelow(0.0085);
    }

    private static void Train(GoldenModel golden, JsonElement run, AdamW optimizer, GoldenComparison comparison)
    {
        var sequences = run.GetProperty("sequences").EnumerateArray().ToArray();
        var total = run.GetProperty("total").GetInt32();
        var schedule = new WarmupLinearDecay(run.GetProperty("peak").GetDouble(), run.GetProperty("warmup").GetDouble() / total);
        foreach (var step in run.GetProperty("steps").EnumerateArray())
        {
            var number = step.GetProperty("step").GetInt32();
            var loss = Differentiate(golden, [.. step.GetProperty("batch").EnumerateArray().Select(row => sequences[row.GetInt32()])]);
            var norm = optimizer.GradientNorm();
            var rate = schedule.At(number, total);
            optimizer.Step(rate, gradientScale: Math.Min(1, 1 / (norm + 1e-6)));

            comparison.Add($"steps[{number}].loss", loss, step.GetProperty("loss").GetDouble());
            comparison.Add($"steps[{number}].gradient_norm", norm, step.GetProperty("gradient_norm").GetDouble());
            comparison.Add($"steps[{number}].learning_rate", rate, step.GetProperty("learning_rate").GetDouble());
        }

        comparison.Add("final_loss_all_sequences", Differentiate(golden, sequences), run.GetProperty("final_loss_all_sequences").GetDouble());
    }

    private static double Differentiate(GoldenModel golden, JsonElement[] sequences)
    {
        var tape = Passes.Training();
        var labels = sequences.Select(sequence => sequence.GetProperty("label").GetInt32()).ToArray();
        var outputs = golden.Model.Forward(tape, GoldenModel.Batch(sequences), DropoutRates.None, _objective.StudentNeeds);
        var loss = _objective.Evaluate(
            tape, TestContexts.BatchOf(new ClassTargets(labels)), outputs, new Dictionary<SingleTeacher, ModelOutputs>(), TestContexts.Start, shares: [1], new double[1]);
        tape.Backward();
        tape.Clear();
        return loss;
    }
}
