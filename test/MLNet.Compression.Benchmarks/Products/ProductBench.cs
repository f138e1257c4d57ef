using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Benchmarks.Products;

/// <summary>Times products next to the ceiling, so that a busy neighbour slows both.</summary>
internal sealed unsafe class ProductBench(int threads, int rounds) : IDisposable
{
    // Shorter than a time slice: on a busy machine some rounds still run undisturbed.
    private const double SecondsPerRound = 0.002;

    private readonly WorkerPool _pool = new(threads);
    private readonly NativeBuffer[] _ceilingOperands = FmaCeiling.CreateOperands(threads);

    /// <summary>The best GFLOPS of the tile kernel so far.</summary>
    public double Ceiling { get; private set; }

    public ProductRate Measure(Product product, ProductForm form)
    {
        var (m, k, n) = form.Sizes(product);
        using var left = Random((long)m * k);
        using var right = Random((long)k * n);
        using var result = Random((long)m * n);
        var a = new MatrixView(left.Pointer, form.TransposeA ? k : m, form.TransposeA ? m : k);
        var b = new MatrixView(right.Pointer, form.TransposeB ? n : k, form.TransposeB ? k : n);
        var c = new MatrixView(result.Pointer, m, n);
        return form.Packed
            ? Measure(Packed(a, b, c), 2.0 * m * n * k)
            : Measure(() => Gemm.Multiply(a, form.TransposeA, b, form.TransposeB, c, false, _pool), 2.0 * m * n * k);
    }

    /// <summary>Times the tile kernel alone.</summary>
    public double MeasureCeiling()
    {
        for (var round = 0; round < rounds; round++)
        {
            MeasureCeilingOnce();
        }

        return Ceiling;
    }

    public void Dispose() => Array.ForEach(_ceilingOperands, buffer => buffer.Dispose());

    /// <summary>y = x Wᵀ as scoring computes it, on the calling thread.</summary>
    private static Action Packed(MatrixView x, MatrixView weight, MatrixView y)
    {
        var layout = new FloatPanels(weight.Rows, weight.Columns, (row, values) => weight.RowSpan(row).CopyTo(values));
        var kernel = layout.CreateKernel(new LinearEnd(null, OutputOperator.None));
        return () => kernel.Multiply(new LinearInput(x, default), y, 0, weight.Rows);
    }

    private ProductRate Measure(Action multiply, double flops)
    {
        var once = Math.Max(Seconds(multiply, 1), 1e-6);
        var repeats = (int)Math.Clamp(SecondsPerRound / once, 1, 10_000);
        Seconds(multiply, repeats);
        var best = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            best = Math.Max(best, flops * repeats / Seconds(multiply, repeats) / 1e9);
            MeasureCeilingOnce();
        }

        return new(best, best / Ceiling);
    }

    private void MeasureCeilingOnce()
    {
        var seconds = Seconds(() => _pool.Run(threads, 1, new FmaCeiling(_ceilingOperands)), 1);
        Ceiling = Math.Max(Ceiling, FmaCeiling.Flops(InstructionSets.Current, threads) / seconds / 1e9);
    }

    private static double Seconds(Action action, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static NativeBuffer Random(long length)
    {
        var buffer = new NativeBuffer(length);
        var random = new Random(1);
        foreach (ref var value in buffer.Span((int)length))
        {
            value = random.NextSingle() - 0.5f;
        }

        return buffer;
    }
}
