using BenchmarkDotNet.Attributes;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Benchmarks.Kernels;

/// <summary>The three matrix products of a linear layer, on one thread. 2 x rows x inputs x outputs operations each.</summary>
public class ProductBenchmark
{
    private NativeBuffer _x = null!;
    private NativeBuffer _weight = null!;
    private NativeBuffer _y = null!;

    /// <summary>Tokens of a batch.</summary>
    [Params(13, 430, 4096)]
    public int Rows { get; set; }

    /// <summary>Features that the layer reads.</summary>
    [Params(312, 384)]
    public int Inputs { get; set; }

    /// <summary>Features that the layer gives.</summary>
    [Params(1200, 1536)]
    public int Outputs { get; set; }

    private MatrixView X => View(_x, Rows, Inputs);

    private MatrixView Weight => View(_weight, Outputs, Inputs);

    private MatrixView Y => View(_y, Rows, Outputs);

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void Setup() => (_x, _weight, _y) = (Operand.Random(Rows * Inputs), Operand.Random(Outputs * Inputs), Operand.Random(Rows * Outputs));

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Array.ForEach([_x, _weight, _y], buffer => buffer.Dispose());

    /// <summary>y = x Wᵀ.</summary>
    [Benchmark(Baseline = true)]
    public void Forward() => Gemm.Multiply(X, transposeA: false, Weight, transposeB: true, Y, accumulate: false, WorkerPool.Inline);

    /// <summary>dx = dy W.</summary>
    [Benchmark]
    public void InputGradient() => Gemm.Multiply(Y, transposeA: false, Weight, transposeB: false, X, accumulate: false, WorkerPool.Inline);

    /// <summary>dW = dyᵀ x.</summary>
    [Benchmark]
    public void WeightGradient() => Gemm.Multiply(Y, transposeA: true, X, transposeB: false, Weight, accumulate: false, WorkerPool.Inline);

    private static unsafe MatrixView View(NativeBuffer buffer, int rows, int columns) => new(buffer.Pointer, rows, columns);
}
