using System.Text.RegularExpressions;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Processors;

namespace MLNet.Compression.Runtime.Tests.Kernels.Simd;

[TestFixture]
internal sealed partial class InstructionSetsTests
{
    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Current_NothingForced_IsTheWidestOfTheExpectedProcessor()
    {
        Assert.That(InstructionSets.Current, Is.EqualTo(InstructionSets.Supported[^1]));
        Assert.That(Processor.Current.ToString(), Is.EqualTo(Processor.Expected ?? Processor.Current.ToString()));
    }

    [TestCaseSource(nameof(Sets))]
    public void Force_ASet_IsObeyedByTheInt8Layout(InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        var layout = Int8Layout.Of(IntegerWeights.OfBytes(16, 64, new float[16], hasBlocks: false, (_, integers) => integers.Fill(1)));

        var able = Int8Kernels.Supported.Where(kernel => kernel.InstructionSet <= set && kernel.Geometry == BlockGeometry.Bytes);
        Assert.That(layout.Kernel, Is.EqualTo(able.MinBy(kernel => kernel.Cost)));
    }

    [Test]
    public void Force_Disposed_RestoresTheSetBefore()
    {
        using (InstructionSets.Force(InstructionSet.Portable))
        {
            Assert.That(InstructionSets.Current, Is.EqualTo(InstructionSet.Portable));
        }

        Assert.That(InstructionSets.Current, Is.EqualTo(InstructionSets.Supported[^1]));
    }

    /// <summary>A kernel that asked the processor itself would not run as tests force it to.</summary>
    [Test]
    public void Processor_InAllSources_IsAskedByTheSimdFolderAlone()
    {
        var root = RepositoryRoot.Find();
        var simd = Path.Combine(root, "src", "MLNet.Compression.Runtime", "Kernels", "Simd");
        var sources = Directory.GetFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .ToArray();
        var asking = sources.Where(file => Question().IsMatch(File.ReadAllText(file))).ToArray();

        Assert.That(asking, Is.Not.Empty);
        Assert.That(asking, Has.All.StartsWith(simd));
    }

    [GeneratedRegex(@"\bIs(HardwareAccelerated|Supported)\b(?!\()")]
    private static partial Regex Question();
}
