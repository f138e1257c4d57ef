using System.Reflection;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Resuming;

/// <summary>What of machine and library has a say in the last bits of a result.</summary>
internal static class Machine
{
    /// <summary>The library's version, without the commit.</summary>
    public static string Library { get; } =
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Wider vectors add in another order.</summary>
    public static string Instructions =>
        $"{RuntimeInformation.ProcessArchitecture}, {InstructionSets.Current} kernels, {InstructionSets.RuntimeVectorBits}-bit vectors";
}
