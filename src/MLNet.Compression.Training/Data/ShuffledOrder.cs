using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>The order of rows in each epoch: a seeded shuffle that depends on nothing but the seed and the epoch.</summary>
internal sealed class ShuffledOrder
{
    private readonly int[] _rows;
    private readonly ulong _seed;

    /// <param name="count">Number of rows.</param>
    /// <param name="seed">The run's seed.</param>
    public ShuffledOrder(int count, ulong seed)
    {
        _rows = new int[count];
        _seed = seed;
    }

    /// <summary>The rows in the order of an epoch; valid until the next call.</summary>
    public ReadOnlySpan<int> Of(int epoch)
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = i;
        }

        var random = new SeededRandom(_seed, (ulong)epoch);
        for (var i = _rows.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (_rows[i], _rows[j]) = (_rows[j], _rows[i]);
        }

        return _rows;
    }
}
