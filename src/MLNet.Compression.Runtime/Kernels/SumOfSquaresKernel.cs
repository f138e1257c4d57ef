using System.Numerics;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Kernels.Threads;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Σ x², summed in double precision.</summary>
internal static unsafe class SumOfSquaresKernel
{
    private const int ElementsPerChunk = 1 << 15;

    /// <summary>Σ x² with the same bits for any number of threads: fixed chunks, then their sums in order.</summary>
    public static double Compute(ReadOnlySpan<float> x, WorkerPool pool)
    {
        var chunks = WorkerPool.RangeCount(x.Length, ElementsPerChunk);
        Span<double> sums = stackalloc double[chunks];
        fixed (float* values = x)
        fixed (double* partial = sums)
        {
            pool.Run(chunks, new Work(values, x.Length, partial, chunks));
        }

        var total = 0.0;
        foreach (var sum in sums)
        {
            total += sum;
        }

        return total;
    }

    private readonly struct Work(float* x, int length, double* sums, int chunks) : IPart
    {
        public void Run(int part)
        {
            var from = WorkerPool.RangeStart(part, chunks, length);
            sums[part] = Sum(new(x + from, WorkerPool.RangeStart(part + 1, chunks, length) - from));
        }

        [MethodImpl(KernelMethod.Standalone)]
        private static double Sum(ReadOnlySpan<float> values)
        {
            var lower = Vector<double>.Zero;
            var upper = Vector<double>.Zero;
            while (values.Length >= Vector<float>.Count)
            {
                Vector.Widen(new Vector<float>(values), out var low, out var high);
                lower += low * low;
                upper += high * high;
                values = values[Vector<float>.Count..];
            }

            var sum = Vector.Sum(lower + upper);
            foreach (var value in values)
            {
                sum += (double)value * value;
            }

            return sum;
        }
    }
}
