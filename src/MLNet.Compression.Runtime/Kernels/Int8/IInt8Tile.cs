namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The inner product of one instruction set: a few tokens times one group of 16 outputs.</summary>
/// <remarks>A new instruction set is a new struct and a line in <see cref="Int8Kernel.Supported"/>. All must give the same integers.</remarks>
internal unsafe interface IInt8Tile
{
    /// <summary>The name in test output and benchmarks.</summary>
    static abstract string Name { get; }

    /// <summary>Blocks of one step; the number of blocks is a multiple of it.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>The most tokens of one call.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>The code for a number of tokens: sums [tokens x 16] = x [tokens x inputs] times the listed blocks.</summary>
    /// <remarks>
    /// Its parameters: the first token's integers; bytes to the next token's; the blocks, 64 bytes each; which 4 inputs each covers;
    /// number of blocks; what receives the sums.
    /// </remarks>
    /// <param name="tokens">In 1 to <see cref="MaxTokens"/>.</param>
    static abstract delegate*<byte*, nint, sbyte*, ushort*, int, int*, void> ForTokens(int tokens);
}
