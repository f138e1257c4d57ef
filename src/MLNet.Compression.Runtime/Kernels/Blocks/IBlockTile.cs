namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The inner product of one instruction set: a few tokens times the lists of one group.</summary>
internal unsafe interface IBlockTile
{
    /// <summary>The most tokens of one call.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>The code for a number of tokens: sums [tokens x 16] = x [tokens x inputs] times the blocks of a group.</summary>
    /// <remarks>
    /// Its parameters: the first token's inputs; bytes to the next token's; the blocks, list after list; which 4 bytes of the inputs each
    /// is for; the first block of each list and the first behind them; what receives the sums, 4 bytes each.
    /// </remarks>
    /// <param name="tokens">In 1 to <see cref="MaxTokens"/>.</param>
    static abstract delegate*<byte*, nint, byte*, ushort*, int*, byte*, void> ForTokens(int tokens);
}
