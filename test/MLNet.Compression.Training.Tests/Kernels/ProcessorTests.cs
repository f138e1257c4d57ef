using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Processors;

namespace MLNet.Compression.Training.Tests.Kernels;

[TestFixture]
internal sealed class ProcessorTests
{
    [Test]
    public void Current_NothingForced_IsTheWidestOfTheExpectedProcessor()
    {
        Assert.That(InstructionSets.Current, Is.EqualTo(InstructionSets.Supported[^1]));
        Assert.That(Processor.Current.ToString(), Is.EqualTo(Processor.Expected ?? Processor.Current.ToString()));
    }
}
