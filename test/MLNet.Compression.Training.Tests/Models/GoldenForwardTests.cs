using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Every tensor of a forward pass through the training modules, against an independent implementation in double precision.</summary>
public class GoldenForwardTests
{
    private const double Tolerance = 1e-5;

    /// <summary>The models, and where the inputs and outputs of those are that only store another one's weights in another way.</summary>
    private static readonly (string Model, string Outputs)[] _models =
    [
        ("bert-sequence", "bert-sequence"),
        ("bert-sequence-bin", "bert-sequence"),
        ("bert-sequence-legacy-bin", "bert-sequence"),
        ("bert-regression", "bert-regression"),
        ("bert-token", "bert-token"),
        ("bert-qa", "bert-qa"),
        ("bert-masked-lm", "bert-masked-lm"),
        ("bert-masked-lm-bin", "bert-masked-lm"),
        ("bert-gelu-new", "bert-gelu-new"),
        ("bert-relu", "bert-relu"),
        ("bert-eps", "bert-eps"),
        ("bert-bare", "bert-bare"),
        ("bert-float16", "bert-float16"),
        ("bert-bfloat16", "bert-bfloat16"),
        ("albert", "albert"),
        ("albert-groups", "albert-groups"),
        ("distilbert", "distilbert"),
    ];

    [TestCaseSource(nameof(Names))]
    public void Forward_ReferenceModel_EqualsReferenceOnEveryInstructionSet(string name)
    {
        var outputs = _models.Single(model => model.Model == name).Outputs;
        var golden = GoldenModel.Load(name);
        var batch = GoldenModel.Batch(GoldenFiles.Json("models", outputs, "inputs.json").GetProperty("sequences").EnumerateArray());
        var expected = GoldenFiles.Tensors("models", outputs, "outputs.safetensors");
        foreach (var set in InstructionSets.Supported)
        {
            using var forced = InstructionSets.Force(set);
            var forward = new GoldenForward(golden.Model, batch);
            var comparison = new GoldenComparison($"models/{name}, {set}");
            foreach (var (tensor, values) in expected)
            {
                comparison.Add(tensor, forward.Of(tensor), values);
            }

            comparison.AssertBelow(Tolerance);
        }
    }

    private static IEnumerable<string> Names() => _models.Select(model => model.Model);
}
