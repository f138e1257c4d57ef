using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>In fp32. Keys and values are read where they are.</summary>
internal readonly unsafe struct FloatAttention : IAttentionNumbers
{
    public static long MemoryLength(int tokens, int headSize) => ((long)tokens + 1) * AttentionProduct.MostLanes;

    public static void Prepare<TVector>(in HeadProjections head, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
    }

    public static void Attend<TVector>(in HeadProjections head, float* queries, float* result, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var factors = memory;
        var scores = memory + width;
        Scale<TVector>(queries, head.Size * width, AttentionProduct.Log2E / MathF.Sqrt(head.Size));
        AttentionProduct.Multiply<TVector, FloatProduct<TVector>>(head.Keys, head.Stride, 1, queries, head.Size, scores, head.Tokens);
        Exponentials<TVector>(scores, head.Tokens, factors);
        AttentionProduct.Multiply<TVector, FloatProduct<TVector>>(head.Values, 1, head.Stride, scores, head.Tokens, result, head.Size);
        Normalize<TVector>(result, head.Size, factors);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void Scale<TVector>(float* x, int count, float factor)
        where TVector : struct, ISimdVector<TVector>
    {
        var scale = TVector.Create(factor);
        for (var i = 0; i < count; i += TVector.Count)
        {
            (TVector.Load(x + i) * scale).Store(x + i);
        }
    }

    /// <summary>2^(score - the query's largest) in place, and one over the sum of each query's. The scores carry the factor log2 e.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void Exponentials<TVector>(float* scores, int tokens, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var left = TVector.Load(scores);
        var right = TVector.Load(scores + TVector.Count);
        for (var row = scores + width; row < scores + ((nint)tokens * width); row += width)
        {
            left = TVector.Max(left, TVector.Load(row));
            right = TVector.Max(right, TVector.Load(row + TVector.Count));
        }

        TVector leftSum = TVector.Zero, rightSum = TVector.Zero;
        for (var row = scores; row < scores + ((nint)tokens * width); row += width)
        {
            var power = PowerOfTwo.Of(TVector.Load(row) - left);
            power.Store(row);
            leftSum += power;
            power = PowerOfTwo.Of(TVector.Load(row + TVector.Count) - right);
            power.Store(row + TVector.Count);
            rightSum += power;
        }

        (TVector.Create(1f) / leftSum).Store(factors);
        (TVector.Create(1f) / rightSum).Store(factors + TVector.Count);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void Normalize<TVector>(float* result, int rows, float* factors)
        where TVector : struct, ISimdVector<TVector>
    {
        var left = TVector.Load(factors);
        var right = TVector.Load(factors + TVector.Count);
        for (var row = 0; row < rows; row++, result += 2 * TVector.Count)
        {
            (TVector.Load(result) * left).Store(result);
            (TVector.Load(result + TVector.Count) * right).Store(result + TVector.Count);
        }
    }
}
