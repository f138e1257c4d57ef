using System.Numerics;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>What a kernel needs of a vector of fp32 lanes, so that its formula is written once for every width.</summary>
/// <remarks>
/// <c>Max</c> and <c>Min</c> return the second operand where a lane of either is NaN. Comparisons give lanes of all ones or all zeros.
/// The members that speak of bits treat lanes as 32-bit unsigned integers.
/// </remarks>
internal unsafe interface ISimdVector<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : struct, ISimdVector<TSelf>
{
    /// <summary>Lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The most rows by two vectors of accumulators the registers hold beside the operands.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(float* source);

    /// <summary>The first <paramref name="count"/> lanes from memory, the others <paramref name="fill"/>; reads nothing beyond.</summary>
    static abstract TSelf LoadPartial(float* source, int count, TSelf fill);

    void Store(float* target);

    /// <summary>Writes the first <paramref name="count"/> lanes and nothing beyond.</summary>
    void StorePartial(float* target, int count);

    /// <summary>a b + c, rounded once where the processor has a fused instruction.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Abs(TSelf a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>a 2^n for an integral n in [-252, 252], rounded once.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf a, TSelf n);

    static abstract TSelf GreaterThan(TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where the mask is set, else <paramref name="b"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>The size of <paramref name="a"/> with the sign of <paramref name="sign"/>.</summary>
    static abstract TSelf CopySign(TSelf a, TSelf sign);

    static abstract float Sum(TSelf a);

    static abstract float MaxElement(TSelf a);

    static abstract TSelf CreateBits(uint value);

    /// <summary>Bits 0, 1, 2, ... lane by lane.</summary>
    static abstract TSelf LaneBits { get; }

    static abstract TSelf AddBits(TSelf a, TSelf b);

    static abstract TSelf MultiplyBits(TSelf a, TSelf b);

    static abstract TSelf XorBits(TSelf a, TSelf b);

    /// <summary>The larger of lanes as signed integers.</summary>
    static abstract TSelf MaxBits(TSelf a, TSelf b);

    static abstract TSelf ShiftRightBits(TSelf a, int count);

    /// <summary>Writes round(x) + <paramref name="offset"/>, at most <paramref name="most"/>, of four vectors as bytes; ties go to even.</summary>
    /// <remarks>The values lie in [-<paramref name="offset"/>, <paramref name="most"/> - <paramref name="offset"/>] but for their rounding.</remarks>
    static abstract void StoreBytes(TSelf a, TSelf b, TSelf c, TSelf d, int offset, byte most, byte* target);

    /// <summary>The numbers that lanes, read as signed integers, stand for; exact up to 2^24.</summary>
    static abstract TSelf BitsToFloat(TSelf a);
    /// <summary>The signed integers nearest to lanes, ties to even; the lanes are in the range of these.</summary>
    static abstract TSelf RoundToBits(TSelf a);

    /// <summary>Two signed 16-bit integers a lane, <paramref name="low"/> in its lower half, of lanes that are such integers in 32 bits.</summary>
    static abstract TSelf PackPairs(TSelf low, TSelf high);

    /// <summary>Lanes of two signed 16-bit integers: the products of the lower ones plus the products of the upper ones, in 32 bits.</summary>
    static abstract TSelf PairProducts(TSelf a, TSelf b);

    /// <summary>Writes lanes, signed integers of 16 bits, as such.</summary>
    void StoreShorts(short* target);
}
