using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Models;

public class GoldenGradientTests
{
    private const double Tolerance = 1e-4;

    [TestCase("bert-sequence")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    public void Backward_SequenceClassifier_EqualsReference(string name)
    {
        var golden = GoldenModel.Load(name);
        var reference = GoldenFiles.Json("gradients", name + ".json");
        var sequences = reference.GetProperty("sequences").EnumerateArray().ToArray();
        var labels = sequences.Select(sequence => sequence.GetProperty("label").GetInt32()).ToArray();
        var tape = new Tape(new BufferPool(), new WorkerPool(2), training: true);
        var batch = GoldenModel.Batch(sequences);

        var objective = new Objective([new WeightedTerm(new HardLabels(), 1)]);
        var outputs = golden.Model.Forward(tape, batch, DropoutRates.None, objective.StudentNeeds);
        var loss = objective.Evaluate(tape, outputs, new Dictionary<Training.Models.TextModel, ModelOutputs>(), labels, 1, new double[1]);
        tape.Backward();

        Assert.That(loss, Is.EqualTo(reference.GetProperty("loss").GetDouble()).Within(1e-5));
        var expected = golden.WithTensors(GoldenFiles.Path("gradients", name + ".safetensors")).Tensors;
        var actual = golden.Read(GradientOf);
        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
        var deviations = actual.Select(tensor => (tensor.Key, Value: Deviation.Relative(tensor.Value, expected[tensor.Key].Values, smallest: 1e-3))).ToArray();
        var (worst, value) = deviations.MaxBy(deviation => deviation.Value);
        TestContext.Out.WriteLine($"gradients/{name}: largest relative deviation {value:0.0e+0} in {worst}");
        Assert.That(value, Is.LessThan(Tolerance), $"gradients/{name}.safetensors: {worst}");
    }

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
