namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The inner product of one instruction set: a few tokens times one group of 16 outputs.</summary>
internal unsafe interface IBlockTile
{
    /// <summary>The name in test output and benchmarks.</summary>
    static abstract string Name { get; }

    /// <summary>Blocks that are taken at once; the number of blocks is a multiple of it.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>The most tokens of one call.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>The code for a number of tokens: sums [tokens x 16] = x [tokens x inputs] times the listed blocks.</summary>
    /// <remarks>
    /// Its parameters: the first token's inputs; bytes to the next token's; the blocks; which 4 bytes of the inputs each is for; number of
    /// blocks; what receives the sums, 4 bytes each.
    /// </remarks>
    /// <param name="tokens">In 1 to <see cref="MaxTokens"/>.</param>
    static abstract delegate*<byte*, nint, byte*, ushort*, int, byte*, void> ForTokens(int tokens);
}
