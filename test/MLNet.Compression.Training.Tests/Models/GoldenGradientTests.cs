using System.Text.Json;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Objectives;

namespace MLNet.Compression.Training.Tests.Models;

public class GoldenGradientTests
{
    private const double Tolerance = 1e-4;

    /// <remarks>A gradient that is zero in exact arithmetic, as every key.bias and qa_outputs.bias, is compared absolutely: relative to 1e-2.</remarks>
    [TestCase("bert-sequence")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    [TestCase("bert-regression")]
    [TestCase("bert-token")]
    [TestCase("bert-qa")]
    [TestCase("bert-masked-lm")]
    public void Backward_ReferenceModel_EqualsReferenceOnEveryInstructionSet(string name)
    {
        var golden = GoldenModel.Load(name);
        var reference = GoldenFiles.Json("gradients", name + ".json");
        var expected = golden.WithTensors(GoldenFiles.Path("gradients", name + ".safetensors")).Tensors;
        foreach (var set in InstructionSets.Supported)
        {
            using var forced = InstructionSets.Force(set);
            var comparison = new GoldenComparison($"gradients/{name}, {set}");

            var (loss, actual) = Differentiate(golden, [.. reference.GetProperty("sequences").EnumerateArray()]);

            Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
            comparison.Add("loss", loss, reference.GetProperty("loss").GetDouble());
            foreach (var (tensor, gradient) in actual)
            {
                comparison.Add(tensor, gradient, expected[tensor].Values, IsZero(expected[tensor].Values) ? 1e-2 : 1e-6);
            }

            comparison.AssertBelow(Tolerance);
        }
    }

    private static (double Loss, Dictionary<string, float[]> Gradients) Differentiate(GoldenModel golden, JsonElement[] sequences)
    {
        var objective = new Objective([new WeightedTerm(TextTasks.Of(golden.Model).TargetTerm(smoothing: 0), 1)]);
        var tape = Passes.Training();
        var outputs = golden.Model.Forward(tape, GoldenModel.Batch(sequences), DropoutRates.None, objective.StudentNeeds);
        var loss = objective.Evaluate(
            tape, TestContexts.BatchOf(TargetsOf(golden.Model.HeadKind, sequences)), outputs, new Dictionary<SingleTeacher, ModelOutputs>(), TestContexts.Start, [1], new double[1]);
        tape.Backward();
        var gradients = golden.Read(GradientOf);
        foreach (var parameter in golden.Model.Parameters)
        {
            parameter.ClearGradient();
            parameter.UsedRows?.Clear();
        }

        return (loss, gradients);
    }

    private static bool IsZero(float[] gradient) => Array.TrueForAll(gradient, value => Math.Abs(value) < 1e-12);

    private static Targets TargetsOf(HeadKind head, JsonElement[] sequences) => head switch
    {
        HeadKind.Regression => new ValueTargets([.. sequences.Select(sequence => sequence.GetProperty("label").GetSingle())]),
        HeadKind.Token or HeadKind.MaskedLm =>
            new TokenTargets([.. sequences.SelectMany(sequence => sequence.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32()))]),
        HeadKind.QuestionAnswering =>
            new AnswerTargets([.. sequences.Select(sequence => new AnswerSpan(sequence.GetProperty("start").GetInt32(), sequence.GetProperty("end").GetInt32()))]),
        _ => new ClassTargets([.. sequences.Select(sequence => sequence.GetProperty("label").GetInt32())]),
    };

    private static float[] GradientOf(Parameter parameter)
    {
        var gradient = parameter.GradientSpan.ToArray();
        for (var row = 0; row < parameter.Rows; row++)
        {
            if (parameter.UsedRows is { } used && !used.Contains(row))
            {
                gradient.AsSpan(row * parameter.Columns, parameter.Columns).Clear();
            }
        }

        return gradient;
    }
}
