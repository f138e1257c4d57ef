using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>Applies an operator to every element, on several threads where it is worth it.</summary>
internal static unsafe class ElementwiseDriver
{
    /// <summary>Elements of a chunk: threads meet between cache lines.</summary>
    public const int Chunk = 64;

    public const int ChunksPerPart = 256;

    /// <summary>y = f(x); <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Map<TOperator>(ReadOnlySpan<float> x, Span<float> y, TOperator f, WorkerPool pool)
        where TOperator : struct, IUnaryOperator
    {
        ShapeCheck.Length(x.Length, y.Length, nameof(y));
        fixed (float* source = x, target = y)
        {
            pool.Run(Chunks(x.Length), ChunksPerPart, new UnaryWork<TOperator>(source, target, x.Length, f));
        }
    }

    /// <summary>z = f(x, y); <paramref name="z"/> may be <paramref name="x"/> or <paramref name="y"/>.</summary>
    public static void Map<TOperator>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z, TOperator f, WorkerPool pool)
        where TOperator : struct, IBinaryOperator
    {
        ShapeCheck.Length(x.Length, y.Length, nameof(y));
        ShapeCheck.Length(x.Length, z.Length, nameof(z));
        fixed (float* left = x, right = y, target = z)
        {
            pool.Run(Chunks(x.Length), ChunksPerPart, new BinaryWork<TOperator>(left, right, target, x.Length, f));
        }
    }

    public static int Chunks(int length) => (int)(((long)length + Chunk - 1) / Chunk);
}
