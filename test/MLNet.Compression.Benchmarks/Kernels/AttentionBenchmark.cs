using BenchmarkDotNet.Attributes;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Attention;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Benchmarks.Kernels;

/// <summary>One head of one sequence, forward and backward, with dropout 0.1.</summary>
public class AttentionBenchmark
{
    private readonly DropoutMask _mask = new(seed: 1, step: 0, operation: 0, probability: 0.1f);
    private NativeBuffer[] _buffers = [];
    private float[] _scratch = [];

    /// <summary>Tokens of the sequence.</summary>
    [Params(13, 32, 128)]
    public int Tokens { get; set; }

    /// <summary>Features of the head.</summary>
    [Params(26, 32, 64)]
    public int HeadSize { get; set; }

    /// <summary>Fills the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _buffers = [Operand.Random(3 * Tokens * HeadSize), Operand.Random(Tokens * Tokens), Operand.Random(Tokens * HeadSize), Operand.Random(3 * Tokens * HeadSize)];
        _scratch = new float[AttentionKernel.ScratchLength(Tokens, HeadSize)];
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Array.ForEach(_buffers, buffer => buffer.Dispose());

    /// <summary>Probabilities and context.</summary>
    [Benchmark(Baseline = true)]
    public void Forward() => AttentionKernel.Forward(Head(0), scores: default, View(1, Tokens), View(2, HeadSize), new AttentionDropout(_mask, 0), _scratch);

    /// <summary>The gradients of queries, keys and values.</summary>
    [Benchmark]
    public void Backward() => AttentionKernel.Backward(
        Head(0), View(1, Tokens), View(2, HeadSize), scoreGradient: default, Head(3), accumulate: false, new AttentionDropout(_mask, 0), _scratch);

    private AttentionHead Head(int buffer) => AttentionHead.FromPacked(View(buffer, 3 * HeadSize), head: 0, heads: 1);

    private unsafe MatrixView View(int buffer, int columns) => new(_buffers[buffer].Pointer, Tokens, columns);
}
