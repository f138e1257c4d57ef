using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Processors;

/// <summary>What kernels find in the processor.</summary>
/// <param name="Widest">The widest set of instructions.</param>
/// <param name="ByteDotProduct">Whether bytes are multiplied and added in one instruction.</param>
/// <param name="Vectors">Whether there are vector instructions at all.</param>
internal sealed record Processor(InstructionSet Widest, bool ByteDotProduct, bool Vectors)
{
    private const string Variable = "MLNET_COMPRESSION_TESTS_PROCESSOR";

    /// <summary>The one of this process.</summary>
    public static Processor Current { get; } = new(
        InstructionSets.Supported[^1],
        Enum.GetValues<InstructionSet>().Any(InstructionSets.HasByteDotProduct),
        Vector128.IsHardwareAccelerated);

    /// <summary>What the tests of this process were started for; null if nobody said so.</summary>
    public static string? Expected => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Tells a child process what its tests are to find.</summary>
    public void Announce(IDictionary<string, string?> environment) => environment[Variable] = ToString();
}
