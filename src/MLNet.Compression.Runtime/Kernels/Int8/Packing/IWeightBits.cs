namespace MLNet.Compression.Runtime.Kernels.Int8.Packing;

/// <summary>How a kernel that multiplies bytes gets them from the lines of lists.</summary>
internal unsafe interface IWeightBits
{
    /// <summary>Bits of a weight.</summary>
    static abstract int Bits { get; }

    /// <summary>The blocks of a group, a byte a weight.</summary>
    /// <param name="lines">The lists.</param>
    /// <param name="blocks">Blocks in them.</param>
    /// <param name="lineBytes">Bytes of a line, whole vectors of 16.</param>
    /// <param name="scratch">Room for them.</param>
    /// <returns>Where they are: where they were, if they were bytes.</returns>
    static abstract byte* Unpack(byte* lines, int blocks, int lineBytes, byte* scratch);
}
