namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>A random mask that is a function of seed, stream and position, so that it can be made twice.</summary>
internal readonly struct DropoutMask(ulong seed, ulong stream, float rate)
{
    private readonly ulong _key = Data.SeededRandom.Combine(seed, stream);
    private readonly float _scale = 1 / (1 - rate);
    private readonly uint _threshold = (uint)(rate * 4294967296.0);

    public float Rate => rate;

    public void Apply(long first, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Factor(first + i) * x[i];
        }
    }

    public void ApplyAdding(long first, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] += Factor(first + i) * x[i];
        }
    }

    public float Factor(long index) => _threshold == 0 || (uint)(Data.SeededRandom.Combine(_key, (ulong)index) >> 32) >= _threshold ? _scale : 0f;
}
