using MLNet.Compression.Delivery.Tests.Support;
using MLNet.Compression.Runtime.Tests;

namespace MLNet.Compression.Delivery.Tests.Benchmarks;

/// <summary>The comparison with ONNX Runtime as a process: it needs no files, and times nothing before both sides were seen to compute the same.</summary>
public sealed class LatencyProgramTests
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "MLNet.Compression.Benchmarks.dll");

    [Test]
    public void Latency_OnnxWithoutAValue_ComparesGraphsOfTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        var output = DotnetProcess.Run(
            folder.Path, _program, "latency", "--models", "bert2x128", "--weights", "fp32", "int8", "--onnx", "--batches", "2x5", "--rounds", "1", "--seconds", "0.01");
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("ORT fp32 has the weights of fp32: logits within"));
            Assert.That(output, Does.Contain("ORT int8 has the weights of int8: logits within"));
        });
    }

    [Test]
    public void Latency_GraphOfAModelWithoutLayers_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output) = DotnetProcess.TryRun(folder.Path, _program, "latency", "--models", "static64", "--onnx");
        Assert.That((exitCode, output.TrimEnd()), Is.EqualTo((1, "static64 has no layers, and graphs are made of models with layers. Choose others with --models, or leave --onnx out.")));
    }
}
