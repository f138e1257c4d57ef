using MLNet.Compression.Runtime.Tests.Processors;

namespace MLNet.Compression.Training.Tests.Processors;

/// <summary>Kernels, operations and references of training on every code path, not on that of this machine alone.</summary>
[TestFixture]
internal sealed class LesserProcessorTests
{
    private static readonly TestRun _run = new(
        typeof(LesserProcessorTests).Assembly,
        "MLNet.Compression.Training.Tests.Kernels.",
        "MLNet.Compression.Training.Tests.Models.Golden");

    [TestCaseSource(typeof(LesserProcessor), nameof(LesserProcessor.All))]
    public void KernelsAndReferences_WithoutSomeInstructions_PassTheirTests(LesserProcessor processor) => _run.AssertPasses(processor);
}
