using BenchmarkDotNet.Attributes;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Dropout;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Benchmarks.Kernels;

/// <summary>What stands between the products of a transformer layer, on one thread.</summary>
public class RowKernelBenchmark
{
    private const float Epsilon = 1e-12f;
    private readonly DropoutMask _mask = new(seed: 1, step: 0, operation: 0, probability: 0.1f);
    private NativeBuffer[] _matrices = [];
    private float[] _vector = [];
    private float[] _mean = [];
    private float[] _deviation = [];
    private float[] _scaleGradient = [];
    private float[] _shiftGradient = [];

    /// <summary>Tokens of a batch.</summary>
    [Params(430, 4096)]
    public int Rows { get; set; }

    /// <summary>Features of a token.</summary>
    [Params(312, 384)]
    public int Features { get; set; }

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _matrices = [.. Enumerable.Range(0, 4).Select(_ => Operand.Random(Rows * Features))];
        (_vector, _mean, _deviation) = (new float[Features], new float[Rows], new float[Rows]);
        (_scaleGradient, _shiftGradient) = (new float[Features], new float[Features]);
        Array.Fill(_vector, 1);
        Array.Fill(_deviation, 1);
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Array.ForEach(_matrices, matrix => matrix.Dispose());

    /// <summary>Dropout, residual and layer norm in one pass.</summary>
    [Benchmark(Baseline = true)]
    public void ResidualNorm() => LayerNormKernel.Forward(View(0), View(1), _mask, _vector, _vector, Epsilon, View(2), _mean, _deviation, WorkerPool.Inline);

    /// <summary>Its gradients.</summary>
    [Benchmark]
    public void ResidualNormBackward() => LayerNormKernel.Backward(
        View(0), _mask, _vector, _mean, _deviation, View(1), new GradientTarget(View(2), Accumulate: false), new GradientTarget(View(3), Accumulate: false), _scaleGradient, _shiftGradient, WorkerPool.Inline);

    /// <summary>GELU by itself.</summary>
    [Benchmark]
    public void Gelu() => GeluKernel.Forward(View(0).AsSpan(), View(1).AsSpan(), WorkerPool.Inline);

    /// <summary>Dropout by itself.</summary>
    [Benchmark]
    public void Dropout() => DropoutKernel.Apply(View(0).AsSpan(), View(1).AsSpan(), _mask, WorkerPool.Inline);

    private unsafe MatrixView View(int matrix) => new(_matrices[matrix].Pointer, Rows, Features);
}
