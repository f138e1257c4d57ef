namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>What one instruction set does with the same 4 inputs of several tokens and the weights of one output.</summary>
/// <typeparam name="TSum">A vector of sums, one for each token.</typeparam>
/// <typeparam name="TByte">A vector of inputs or weights, 4 bytes for each token.</typeparam>
internal unsafe interface IAcrossDot<TSum, TByte>
    where TSum : struct
    where TByte : struct
{
    /// <summary>Tokens of a vector.</summary>
    static abstract int Tokens { get; }

    /// <summary>Blocks that are taken at once, 1 to 3: so many products are added before they are widened.</summary>
    static abstract int BlocksAtOnce { get; }

    /// <summary>The most vectors of a tile, at most 3.</summary>
    static abstract int MaxVectors { get; }

    /// <summary>Inputs of all tokens.</summary>
    static abstract TByte Load(byte* inputs);

    /// <summary>4 weights for every token.</summary>
    static abstract TByte Repeat(byte* weights);

    /// <summary>Adds inputs x weights of the blocks that are taken at once.</summary>
    static abstract TSum MultiplyAdd(TSum sums, TByte x0, TByte x1, TByte x2, TByte weights0, TByte weights1, TByte weights2);

    /// <summary>Writes the sums of 4 outputs, token by token, a row of 16 sums apart.</summary>
    static abstract void Store(TSum output0, TSum output1, TSum output2, TSum output3, int* sums);
}
