namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>What one instruction set does with a few inputs of a token and a strip of weights.</summary>
/// <remarks>A strip is what one or two vectors of sums cover: all 16 outputs of a block, or 8 where vectors are short.</remarks>
/// <typeparam name="TVector">A vector of sums.</typeparam>
internal unsafe interface IInt8Step<TVector>
    where TVector : struct
{
    static abstract string Name { get; }

    /// <summary>Blocks of one step, 1 to 3; see <see cref="SafeRuns"/>.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>The most tokens of a tile, at most 12.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>Outputs of a strip.</summary>
    static abstract int StripOutputs { get; }

    /// <summary>Adds inputs x weights to a token's sums.</summary>
    /// <param name="left">The sums, or their first half.</param>
    /// <param name="right">The second half, where one vector has no room for all.</param>
    /// <param name="x">The token's integers.</param>
    /// <param name="first">Where the first block's 4 inputs are.</param>
    /// <param name="second">Those of the second, where there are as many at once.</param>
    /// <param name="third">Those of the third, likewise.</param>
    /// <param name="weights">The strip of the first block; the others follow, a block's size apart.</param>
    static abstract void MultiplyAdd(ref TVector left, ref TVector right, byte* x, nint first, nint second, nint third, sbyte* weights);

    /// <summary>Writes the sums of a strip.</summary>
    static abstract void Store(TVector left, TVector right, int* sums);
}
