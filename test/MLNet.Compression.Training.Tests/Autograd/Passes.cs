using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Tests.Autograd;

/// <summary>Tapes and parameters for tests.</summary>
internal static class Passes
{
    public static Tape Training(int threads = 2, ulong seed = 1) => new(new BufferPool(), new WorkerPool(threads), training: true) { Seed = seed };

    public static Tape Inference() => new(new BufferPool(), new WorkerPool(2), training: false);

    public static Parameter Parameter(int rows, int columns, ReadOnlySpan<float> values, string name = "p")
    {
        var parameter = new Parameter(name, rows, columns);
        values.CopyTo(parameter.ValueSpan);
        return parameter;
    }

    /// <summary>A tensor that lives as long as the tape's pass.</summary>
    public static Tensor Tensor(Tape tape, int rows, int columns, ReadOnlySpan<float> values)
    {
        var tensor = tape.Allocate(rows, columns);
        values.CopyTo(tensor.ValueSpan);
        return tensor;
    }

    /// <summary>Gives a tensor a gradient of numbers that are the same every time.</summary>
    public static void Fill(Tape tape, Tensor tensor)
    {
        tensor.OpenGradient(tape.Buffers);
        Numbers((int)tensor.Count, seed: 99).CopyTo(tensor.GradientSpan);
    }

    /// <summary>Numbers in [-2, 2] that are the same every time.</summary>
    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((4 * random.NextDouble()) - 2))];
    }
}
