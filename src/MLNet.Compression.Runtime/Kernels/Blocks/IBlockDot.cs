namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>What one instruction set does with a few inputs of a token and a strip of weights.</summary>
/// <remarks>
/// A new instruction set or type of number is a new struct. A strip is what one or two vectors of sums cover: all 16 outputs of a block,
/// or 8 where vectors are short. Vectors are those of the runtime: of a struct around one, passed by reference, the JIT keeps sums in memory.
/// </remarks>
/// <typeparam name="TVector">A vector of sums.</typeparam>
internal unsafe interface IBlockDot<TVector>
    where TVector : struct
{
    static abstract string Name { get; }

    /// <summary>Blocks that are taken at once, 1 to 3: so many products are added before they are widened.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>The most tokens of a tile, at most 12.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>Outputs of a strip; in a block strips lie 4 bytes an output apart.</summary>
    static abstract int StripOutputs { get; }

    /// <summary>Adds inputs x weights to a token's sums.</summary>
    /// <param name="left">The sums, or their first half.</param>
    /// <param name="right">The second half, where one vector has no room for all.</param>
    /// <param name="x">The token's inputs.</param>
    /// <param name="first">Bytes to the inputs of the first block.</param>
    /// <param name="second">Those of the second, where there are as many at once.</param>
    /// <param name="third">Those of the third, likewise.</param>
    /// <param name="weights">The strip of the first block; the others follow, a block's size apart.</param>
    static abstract void MultiplyAdd(ref TVector left, ref TVector right, byte* x, nint first, nint second, nint third, byte* weights);

    /// <summary>Writes the sums of a strip, 4 bytes each.</summary>
    static abstract void Store(TVector left, TVector right, byte* sums);
}
