using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What matrices in their formats take of the time of one text, measured on this machine with one thread: each size in each format once, in turns.</summary>
/// <remarks>A use is the product with the rounding of its inputs, or the look-up of as many rows; each matrix is in the cache.</remarks>
/// <param name="tokens">Tokens of the text.</param>
/// <param name="known">Times that were measured before, by the text of their key.</param>
internal sealed class MatrixTimes(int tokens, IReadOnlyDictionary<string, double> known)
{
    private const int Turns = 15;
    private readonly Dictionary<TimedKey, WeightMatrix> _waiting = [];
    private readonly Dictionary<TimedKey, double> _times = [];

    /// <summary>All times, by the text of their key.</summary>
    public IReadOnlyDictionary<string, double> All => _times.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);

    /// <summary>Has a matrix measured by <see cref="Measure"/>, unless one that is alike is, or was.</summary>
    /// <returns>By what <see cref="Of"/> knows its time.</returns>
    public TimedUse Add(WeightMatrix matrix, QuantizationScheme scheme, WeightUse use)
    {
        TimedKey KeyOf(int count) => new(matrix.Rows, matrix.Columns, scheme, matrix.Encoding.Name, matrix.SizeInBytes, use.IsLookedUp, count);
        var timed = new TimedUse(use, KeyOf(tokens), KeyOf(1));
        foreach (var (key, count) in new[] { (timed.AllTokens, use.AllTokens), (timed.OneToken, use.OneToken) })
        {
            if (count == 0 || _times.ContainsKey(key))
            {
                continue;
            }

            if (known.TryGetValue(key.ToString(), out var time))
            {
                _times[key] = time;
            }
            else
            {
                _waiting.TryAdd(key, matrix);
            }
        }

        return timed;
    }

    /// <summary>Measures what was added; formats of one size take turns.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Measure(CancellationToken cancellationToken)
    {
        foreach (var size in _waiting.GroupBy(pair => (pair.Key.Rows, pair.Key.Columns, pair.Key.Tokens)))
        {
            var rivals = size.Select(pair => (pair.Key, Matrix: new TimedMatrix(pair.Value, pair.Key.Tokens, pair.Key.IsLookedUp))).ToArray();
            try
            {
                for (var turn = 0; turn < Turns; turn++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Array.ForEach(rivals, rival => rival.Matrix.Run());
                }

                Array.ForEach(rivals, rival => _times[rival.Key] = rival.Matrix.Milliseconds);
            }
            finally
            {
                Array.ForEach(rivals, rival => rival.Matrix.Dispose());
            }
        }

        _waiting.Clear();
    }

    /// <summary>Milliseconds of a text, after <see cref="Measure"/>.</summary>
    public double Of(TimedUse timed) => TimeOf(timed.Use.AllTokens, timed.AllTokens) + TimeOf(timed.Use.OneToken, timed.OneToken);

    private double TimeOf(double uses, TimedKey key) => uses == 0 ? 0 : uses * _times[key];
}
