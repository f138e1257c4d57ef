using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Products of 7-bit activations with weights of up to 8 bits on one instruction set.</summary>
internal abstract unsafe class Int8Kernel
{
    public abstract string Name { get; }

    /// <summary>The narrowest set that has its instructions.</summary>
    public abstract InstructionSet InstructionSet { get; }

    /// <summary>The blocks that it takes.</summary>
    public abstract BlockGeometry Geometry { get; }

    /// <summary>Blocks that it multiplies at once; every list has a multiple of them.</summary>
    public abstract int BlocksAtOnce { get; }

    /// <summary>Blocks whose products it adds in 16 bits, where these have to be looked for because they need not fit: see <see cref="SafeRuns"/>. Those of packed weights do.</summary>
    public int RunLength => Geometry.Bits == 8 ? BlocksAtOnce : 1;

    /// <summary>Whether it takes lists without indices.</summary>
    public abstract bool TakesInOrder { get; }

    /// <summary>The most inputs of a matrix.</summary>
    public virtual int MostInputs => Int8Blocks.MaxInputs;

    /// <summary>About how long it takes for 16 x 4 weights, in the time that two 256-bit multiplications of bytes take: what kernels are chosen by.</summary>
    public abstract double Cost { get; }

    /// <summary>If runs of so many blocks need more than so many times the blocks that the matrix has, the next kernel is faster.</summary>
    /// <remarks>A run of n takes n + 1 multiplications, so n / (n + 1) of what the next shorter runs' n / (n - 1) would.</remarks>
    public double MostGrowth => RunLength == 1 ? double.PositiveInfinity : RunLength * RunLength / (RunLength * RunLength - 1.0);

    /// <summary>Computes a product and ends it with <paramref name="finish"/>: group by group, each for all tokens while its weights are in the first-level cache.</summary>
    public abstract void Multiply(in Int8Product product, delegate*<in Int8Product, int, int, int, int*, void> finish);

    public sealed override string ToString() => Name;
}
