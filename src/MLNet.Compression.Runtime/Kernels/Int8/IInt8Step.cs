using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>What one instruction set does with 4 inputs of a token and a strip of weights.</summary>
/// <remarks>
/// A strip is what one or two vectors of sums cover: all 16 outputs of a block, or 8 where vectors are short. A vector may hold several
/// partial sums of an output; <see cref="Store"/> adds them up.
/// </remarks>
/// <typeparam name="TVector">A vector of sums, inputs or weights.</typeparam>
internal unsafe interface IInt8Step<TVector>
    where TVector : struct
{
    static abstract string Name { get; }

    static abstract bool IsSupported { get; }

    static abstract InputFormat InputFormat { get; }

    /// <summary>What is subtracted from every integer of an input before it is multiplied.</summary>
    static abstract int InputOffset { get; }

    /// <summary>The most tokens of a tile, at most 12: two vectors of sums each, and three registers beside.</summary>
    static abstract int MaxTokens { get; }

    /// <summary>Bytes of 4 inputs of one token.</summary>
    static abstract int InputBytes { get; }

    /// <summary>Outputs of a strip.</summary>
    static abstract int StripOutputs { get; }

    static abstract TVector Zero { get; }

    /// <summary>4 inputs of a token, repeated for every output.</summary>
    static abstract TVector LoadInputs(byte* x);

    /// <summary>The first half of a strip's weights; all of them where one vector has room.</summary>
    static abstract TVector LoadLeft(sbyte* weights);

    /// <summary>The second half of a strip's weights.</summary>
    static abstract TVector LoadRight(sbyte* weights);

    /// <summary>sums + inputs x weights.</summary>
    static abstract TVector MultiplyAddLeft(TVector sums, TVector inputs, TVector weights);

    /// <summary>The same for the second half; just the sums where there is none.</summary>
    static abstract TVector MultiplyAddRight(TVector sums, TVector inputs, TVector weights);

    /// <summary>Writes the sums of a strip.</summary>
    static abstract void Store(TVector left, TVector right, int* sums);
}
