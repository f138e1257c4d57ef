namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>What one instruction set does with a few inputs of a token and a strip of weights.</summary>
/// <remarks>
/// A new instruction set or type of number is a new struct. A strip is what one or two vectors of sums cover: all outputs of a block,
/// or 8 where vectors are short. Vectors are those of the runtime, each a local of its own: of structs around them the JIT keeps sums in
/// memory. What is not used, the second vectors or the later blocks, costs nothing.
/// </remarks>
/// <typeparam name="TSum">A vector of sums.</typeparam>
/// <typeparam name="TWeight">A vector of weights.</typeparam>
internal unsafe interface IBlockDot<TSum, TWeight>
    where TSum : struct
    where TWeight : struct
{
    static abstract string Name { get; }

    /// <summary>Outputs of a block.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outputs of a strip; in a line strips lie 4 bytes an output apart.</summary>
    static abstract int StripOutputs { get; }

    /// <summary>Blocks that are taken at once, 1 to 4.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>Bytes of the blocks that are taken at once, of all outputs.</summary>
    static abstract int BytesAtOnce { get; }

    /// <summary>Blocks whose products a sum has room for before it is widened, whole steps; the largest integer if it need not be.</summary>
    static abstract int MostBlocks { get; }

    /// <summary>The most tokens of a tile, at most 12.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>A strip of the weights of the blocks that are taken at once, of each in one or two vectors.</summary>
    static abstract void Load(
        byte* weights,
        out TWeight left0, out TWeight left1, out TWeight left2, out TWeight left3,
        out TWeight right0, out TWeight right1, out TWeight right2, out TWeight right3);

    /// <summary>Adds inputs x weights to a token's sums.</summary>
    /// <param name="left">The sums, or their first half.</param>
    /// <param name="right">The second half, where one vector has no room for all.</param>
    /// <param name="x">The token's inputs.</param>
    /// <param name="at0">Bytes to the inputs of the first block.</param>
    /// <param name="at1">To those of the second, where there are as many at once.</param>
    /// <param name="at2">To those of the third.</param>
    /// <param name="at3">To those of the fourth.</param>
    /// <param name="left0">The weights that <see cref="Load"/> gave.</param>
    /// <param name="left1">The second block's.</param>
    /// <param name="left2">The third's.</param>
    /// <param name="left3">The fourth's.</param>
    /// <param name="right0">The weights for the second half.</param>
    /// <param name="right1">The second block's.</param>
    /// <param name="right2">The third's.</param>
    /// <param name="right3">The fourth's.</param>
    static abstract void MultiplyAdd(
        ref TSum left, ref TSum right, byte* x, nint at0, nint at1, nint at2, nint at3,
        TWeight left0, TWeight left1, TWeight left2, TWeight left3,
        TWeight right0, TWeight right1, TWeight right2, TWeight right3);

    /// <summary>Makes room for the products of <see cref="MostBlocks"/> more blocks.</summary>
    static abstract void Widen(ref TSum left, ref TSum right);

    /// <summary>Writes the sums of a strip, 4 bytes each.</summary>
    static abstract void Store(TSum left, TSum right, byte* sums);
}
