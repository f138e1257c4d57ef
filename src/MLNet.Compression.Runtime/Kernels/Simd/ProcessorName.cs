using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>What a processor calls itself.</summary>
internal static class ProcessorName
{
    private const int FirstNameLeaf = unchecked((int)0x80000002);
    private const int NameLeaves = 3;

    /// <summary>The brand string of an x86 processor; of another one the architecture.</summary>
    public static string Current { get; } = Brand() is { Length: > 0 } brand ? brand : $"{RuntimeInformation.ProcessArchitecture} processor";

    private static string? Brand()
    {
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < unchecked((uint)(FirstNameLeaf + NameLeaves - 1)))
        {
            return null;
        }

        var name = Enumerable.Range(FirstNameLeaf, NameLeaves).Select(leaf => X86Base.CpuId(leaf, 0)).SelectMany(part => new[] { part.Eax, part.Ebx, part.Ecx, part.Edx });
        return string.Join(' ', Encoding.ASCII.GetString([.. name.SelectMany(BitConverter.GetBytes)]).Split([' ', '\0'], StringSplitOptions.RemoveEmptyEntries));
    }
}
