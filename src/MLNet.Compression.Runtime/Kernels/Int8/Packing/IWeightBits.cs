using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>How a kernel that multiplies bytes gets them from the lines of a group.</summary>
internal unsafe interface IWeightBits
{
    /// <summary>Bits of a weight.</summary>
    static abstract int Bits { get; }

    /// <summary>The blocks of a group, a byte a weight.</summary>
    /// <param name="lines">What the group holds.</param>
    /// <param name="bytes">How many bytes, whole lines.</param>
    /// <param name="scratch">Room for the blocks, whole lines of them.</param>
    /// <param name="set">The instruction set to do it with.</param>
    /// <returns>Where the blocks are: where they were, if they were bytes.</returns>
    static abstract byte* Unpack(byte* lines, nint bytes, byte* scratch, InstructionSet set);
}
