using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The inner product of one instruction set: a few tokens times one group of 16 outputs.</summary>
/// <remarks>A new instruction set is a new struct and a line in <see cref="Int8Kernel.All"/>. All must give the same integers.</remarks>
internal unsafe interface IInt8Tile
{
    /// <summary>The name in test output and benchmarks.</summary>
    static abstract string Name { get; }

    static abstract bool IsSupported { get; }

    static abstract InputFormat InputFormat { get; }

    /// <summary>What is subtracted from every integer of an input before it is multiplied.</summary>
    static abstract int InputOffset { get; }

    /// <summary>The most tokens of one call.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>sums [tokens x 16] = x [tokens x inputs] times the listed blocks.</summary>
    /// <param name="x">The first token's integers.</param>
    /// <param name="stride">Bytes to the next token's.</param>
    /// <param name="tokens">Tokens, in 1 to <see cref="MaxTokens"/>.</param>
    /// <param name="blocks">64 bytes for each block.</param>
    /// <param name="indices">Which 4 inputs each block covers, and in which arrangement; null for all, in order.</param>
    /// <param name="count">Number of blocks.</param>
    /// <param name="sums">Receives the sums.</param>
    static abstract void Multiply(byte* x, nint stride, int tokens, sbyte* blocks, ushort* indices, int count, int* sums);
}
