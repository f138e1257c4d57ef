using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>In integers of 10 to 15 bits and a sign, for layers whose weights are integers anyway: twice as many products at once as fp32.</summary>
/// <remarks>
/// Keys and values are rounded to multiples of a scale of the head, q to those of each query, e^(score - largest) to those of
/// 2^-<see cref="PairBits.Powers"/>; the context is divided by the sum of the rounded. Bits are as many as 32-bit sums of products have
/// room for, so these are exact and the same on all instruction sets. What is not finite makes all that is made of it NaN.
/// </remarks>
internal readonly unsafe struct PairAttention : IAttentionNumbers
{
    // A vector is written where a row of fewer features ends.
    private const int Overrun = 16;

    private const int Scales = 16;

    public static long MemoryLength(int tokens, int headSize) =>
        Scales + KeysLength(tokens, headSize) + ValuesLength(tokens, headSize) + ((tokens + 1L) * AttentionProduct.MostLanes);

    public static void Prepare<TVector>(in HeadProjections head, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        var bits = new PairBits(head.Tokens, head.Size);
        var keys = memory + Scales;
        memory[0] = ScaleOf<TVector>(head.Keys, head, bits.LargestKey);
        memory[1] = ScaleOf<TVector>(head.Values, head, bits.LargestValue);
        PackKeys<TVector>(head, 1 / memory[0], (short*)keys);
        PackValues<TVector>(head, 1 / memory[1], keys + KeysLength(head.Tokens, head.Size));
    }

    public static void Attend<TVector>(in HeadProjections head, float* queries, float* result, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        var (tokens, size) = (head.Tokens, head.Size);
        var bits = new PairBits(tokens, size);
        var keys = memory + Scales;
        var values = keys + KeysLength(tokens, size);
        var factors = values + ValuesLength(tokens, size);
        var scores = factors + TileKernels<TVector>.Columns;
        PackQueries<TVector>(queries, size, bits.LargestKey, memory[0] * AttentionProduct.Log2E / MathF.Sqrt(size), factors);
        AttentionProduct.Multiply<TVector, PairProduct<TVector>>(keys, Pairs(size), 1, queries, Pairs(size), scores, tokens);
        Powers<TVector>(scores, tokens, bits.Powers, memory[1], factors);
        AttentionProduct.Multiply<TVector, PairProduct<TVector>>(values, 1, size, scores, Pairs(tokens), result, size);
        Normalize<TVector>(result, size, factors);
    }

    private static int Pairs(int count) => (count + 1) / 2;

    private static long KeysLength(int tokens, int headSize) => ((long)tokens * Pairs(headSize)) + Overrun;

    private static long ValuesLength(int tokens, int headSize) => ((long)Pairs(tokens) * headSize) + Overrun;

    /// <summary>What the largest magnitude of a head's keys or values takes an integer's place by.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static float ScaleOf<TVector>(float* x, in HeadProjections head, int largest)
        where TVector : struct, ISimdVector<TVector>
    {
        // The bits of what is not finite are larger than those of what is.
        var most = TVector.Zero;
        for (var token = 0; token < head.Tokens; token++, x += head.Stride)
        {
            for (var i = 0; i < head.Size; i += TVector.Count)
            {
                var value = Load<TVector>(x, First<TVector>(i, head.Size), head.Size);
                most = TVector.MaxBits(most, TVector.Abs(value));
            }
        }

        return MathF.Max(TVector.MaxElement(most) / largest, ActivationQuantizer.LeastScale) + TVector.Sum(most * TVector.Zero);
    }

    /// <summary>Pairs of features [tokens x pairs]; what a last feature alone is paired with meets a zero of the queries.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void PackKeys<TVector>(in HeadProjections head, float inverse, short* target)
        where TVector : struct, ISimdVector<TVector>
    {
        var source = head.Keys;
        var factor = TVector.Create(inverse);
        for (var token = 0; token < head.Tokens; token++, source += head.Stride, target += 2 * Pairs(head.Size))
        {
            for (var i = 0; i < head.Size; i += TVector.Count)
            {
                var first = First<TVector>(i, head.Size);
                TVector.RoundToBits(Load<TVector>(source, first, head.Size) * factor).StoreShorts(target + first);
            }
        }
    }

    /// <summary>Pairs of tokens [pairs x head size]; a last token alone is paired with zeros.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void PackValues<TVector>(in HeadProjections head, float inverse, float* target)
        where TVector : struct, ISimdVector<TVector>
    {
        var source = head.Values;
        var factor = TVector.Create(inverse);
        for (var token = 0; token < head.Tokens; token += 2, source += 2 * head.Stride, target += head.Size)
        {
            for (var i = 0; i < head.Size; i += TVector.Count)
            {
                var first = First<TVector>(i, head.Size);
                var low = TVector.RoundToBits(Load<TVector>(source, first, head.Size) * factor);
                var high = token + 1 < head.Tokens ? TVector.RoundToBits(Load<TVector>(source + head.Stride, first, head.Size) * factor) : TVector.Zero;
                TVector.PackPairs(low, high).Store(target + first);
            }
        }
    }

    /// <summary>Where a row's next vector begins: the last one may overlap the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First<TVector>(int next, int count)
        where TVector : struct, ISimdVector<TVector> => count < TVector.Count ? next : Math.Min(next, count - TVector.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TVector>(float* row, int first, int count)
        where TVector : struct, ISimdVector<TVector> =>
        count < TVector.Count ? TVector.LoadPartial(row, count, TVector.Zero) : TVector.Load(row + first);

    /// <summary>Pairs of features in place [pairs x queries], and of each query what takes its integer scores to exponents of 2.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void PackQueries<TVector>(float* queries, int size, int largest, float keyScale, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        for (var lane = 0; lane < width; lane += TVector.Count)
        {
            var most = TVector.Create(ActivationQuantizer.LeastScale * largest);
            for (var i = 0; i < size; i++)
            {
                most = TVector.MaxBits(most, TVector.Abs(TVector.Load(queries + (i * width) + lane)));
            }

            (most * TVector.Create(keyScale / largest)).Store(factors + lane);
            var inverse = TVector.Create(largest) / most;
            for (var i = 0; i < size; i += 2)
            {
                var low = TVector.RoundToBits(TVector.Load(queries + (i * width) + lane) * inverse);
                var high = i + 1 < size ? TVector.RoundToBits(TVector.Load(queries + ((i + 1) * width) + lane) * inverse) : TVector.Zero;
                TVector.PackPairs(low, high).Store(queries + (i / 2 * width) + lane);
            }
        }
    }

    /// <summary>2^(bits + factor (score - the query's largest)) as integers, pairs of tokens in place, and scale over the sum of each query's.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void Powers<TVector>(float* scores, int tokens, int bits, float scale, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        for (var lane = 0; lane < width; lane += TVector.Count)
        {
            var column = scores + lane;
            var factor = TVector.Load(factors + lane);
            var most = NegatedLargestOf<TVector>(column, tokens, width);
            var sum = TVector.Zero;
            var row = 0;
            var target = column;
            for (; row < tokens - 1; row += 2, column += 2 * width, target += width)
            {
                var low = Power(TVector.Load(column), factor, most, bits);
                var high = Power(TVector.Load(column + width), factor, most, bits);
                sum = TVector.AddBits(sum, TVector.AddBits(low, high));
                TVector.PackPairs(low, high).Store(target);
            }

            if (row < tokens)
            {
                var low = Power(TVector.Load(column), factor, most, bits);
                sum = TVector.AddBits(sum, low);
                TVector.PackPairs(low, TVector.Zero).Store(target);
            }

            // A factor that is no number has to show, which integers do not.
            (TVector.Create(scale) / TVector.MultiplyAdd(factor, TVector.Zero, TVector.BitsToFloat(sum))).Store(factors + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NegatedLargestOf<TVector>(float* column, int rows, int width)
        where TVector : struct, ISimdVector<TVector>
    {
        var most = TVector.Load(column);
        for (var row = 1; row < rows; row++)
        {
            column += width;
            most = TVector.MaxBits(most, TVector.Load(column));
        }

        return TVector.AddBits(TVector.XorBits(most, TVector.CreateBits(uint.MaxValue)), TVector.CreateBits(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Power<TVector>(TVector score, TVector factor, TVector negatedMost, int bits)
        where TVector : struct, ISimdVector<TVector>
    {
        var difference = TVector.BitsToFloat(TVector.AddBits(score, negatedMost));
        return TVector.RoundToBits(PowerOfTwo.Coarse(TVector.MultiplyAdd(difference, factor, TVector.Create(bits))));
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void Normalize<TVector>(float* result, int rows, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var left = TVector.Load(factors);
        var right = TVector.Load(factors + TVector.Count);
        for (var row = 0; row < rows; row++, result += 2 * TVector.Count)
        {
            (TVector.BitsToFloat(TVector.Load(result)) * left).Store(result);
            (TVector.BitsToFloat(TVector.Load(result + TVector.Count)) * right).Store(result + TVector.Count);
        }
    }
}
