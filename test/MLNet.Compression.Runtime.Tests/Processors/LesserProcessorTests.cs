namespace MLNet.Compression.Runtime.Tests.Processors;

/// <summary>Kernels and references on every code path, not on that of this machine alone.</summary>
[TestFixture]
internal sealed class LesserProcessorTests
{
    private static readonly TestRun _run = new(
        typeof(LesserProcessorTests).Assembly,
        "MLNet.Compression.Runtime.Tests.Kernels.",
        "MLNet.Compression.Runtime.Tests.Inference.Golden",
        "MLNet.Compression.Runtime.Tests.Inference.QuantizedScoring");

    [TestCaseSource(typeof(LesserProcessor), nameof(LesserProcessor.All))]
    public void KernelsAndReferences_WithoutSomeInstructions_PassTheirTests(LesserProcessor processor) => _run.AssertPasses(processor);
}
