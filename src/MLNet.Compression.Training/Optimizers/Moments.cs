using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>What an optimizer keeps of one parameter from step to step: none, one or two numbers a weight, from 0.</summary>
internal sealed unsafe class Moments : IResumable, IDisposable
{
    private readonly NativeBuffer[] _buffers;
    private readonly int _count;

    /// <param name="weights">Weights of the parameter.</param>
    /// <param name="numbers">Numbers a weight.</param>
    public Moments(long weights, int numbers)
    {
        _count = checked((int)weights);
        _buffers = new NativeBuffer[numbers];
        for (var i = 0; i < numbers; i++)
        {
            _buffers[i] = new NativeBuffer(weights);
            Of(i).Clear();
        }
    }

    /// <summary>The first number of each weight; empty where none is kept.</summary>
    public Span<float> First => Of(0);

    /// <summary>The second.</summary>
    public Span<float> Second => Of(1);

    public void Save(StateWriter writer)
    {
        for (var i = 0; i < _buffers.Length; i++)
        {
            writer.Write($"{i}", Of(i));
        }
    }

    public void Load(StateReader reader)
    {
        for (var i = 0; i < _buffers.Length; i++)
        {
            reader.Read($"{i}", Of(i));
        }
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
        {
            buffer.Dispose();
        }
    }

    private Span<float> Of(int number) => number < _buffers.Length ? new(_buffers[number].Pointer, _count) : [];
}
