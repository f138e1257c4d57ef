using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Processors;

/// <summary>The processor of this machine as the runtime shows it when some of its instructions are switched off.</summary>
/// <param name="name">What it lacks.</param>
/// <param name="widest">The widest set that is left.</param>
/// <param name="vectors">Whether vectors are left.</param>
/// <param name="switches">Variables of the runtime that are set to 0.</param>
internal sealed class LesserProcessor(string name, InstructionSet widest, bool vectors, params string[] switches)
{
    private const string ByteDotProductOfX64 = "DOTNET_EnableAVXVNNI";
    private const string ByteDotProductOfArm64 = "DOTNET_EnableArm64Dp";

    /// <summary>One for each code path of the kernels.</summary>
    public static IEnumerable<LesserProcessor> All =>
    [
        new("byte dot products", InstructionSet.Avx512, true),
        new("AVX-512", InstructionSet.Avx2, true, "DOTNET_EnableAVX512"),
        new("AVX2", InstructionSet.Portable, true, "DOTNET_EnableAVX512", "DOTNET_EnableAVX2"),
        new("vectors", InstructionSet.Portable, false, "DOTNET_EnableHWIntrinsic"),
    ];

    /// <summary>What kernels find then.</summary>
    public Processor Processor { get; } = new(
        widest < Processor.Current.Widest ? widest : Processor.Current.Widest, ByteDotProduct: false, vectors && Processor.Current.Vectors);

    /// <summary>Makes it the one of a child process.</summary>
    public void Set(IDictionary<string, string?> environment)
    {
        foreach (var variable in (string[])[ByteDotProductOfX64, ByteDotProductOfArm64, .. switches])
        {
            environment[variable] = "0";
        }

        Processor.Announce(environment);
    }

    public override string ToString() => $"without {name}";
}
