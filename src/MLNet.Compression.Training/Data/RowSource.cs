using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>All rows of some sets, shuffled together anew in each epoch.</summary>
internal sealed class RowSource : BatchSource
{
    private readonly StepShape _shape;
    private readonly bool _withTargets;
    private readonly ITokenTransform? _transform;
    private readonly int[] _starts;
    private readonly List<TrainingBatch> _batches = [];
    private (ulong Seed, long Epoch, int[] Rows) _order = (0, -1, []);

    /// <param name="sets">The sets.</param>
    /// <param name="shape">How many rows a step, in how many batches. Where targets are of interest, rows with and without are in batches of their own.</param>
    /// <param name="withTargets">Whether targets are of interest.</param>
    /// <param name="transform">What happens to the tokens; null for nothing.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public RowSource(IReadOnlyList<TextRows> sets, StepShape shape, bool withTargets = true, ITokenTransform? transform = null)
    {
        (Sets, _shape, _withTargets, _transform) = ([.. sets.Where(set => set.Count > 0)], shape, withTargets, transform);
        if (Sets.Count == 0)
        {
            throw new ArgumentException("The training data has no rows.", nameof(sets));
        }

        _starts = [0];
        foreach (var set in Sets)
        {
            _starts = [.. _starts, checked(_starts[^1] + set.Count)];
        }
    }

    public override IReadOnlyList<TextRows> Sets { get; }

    public override long StepsPerEpoch => ((long)_starts[^1] + RowsPerStep - 1) / RowsPerStep;

    public override int RowsPerStep => _shape.RowsPerStep;

    public override int BatchesPerStep => _shape.AccumulationSteps * (_withTargets ? Sets.Count : 1);

    public override IReadOnlyList<TrainingBatch> Step(long step, ulong seed)
    {
        var (epoch, stepOfEpoch) = Math.DivRem(step, StepsPerEpoch);
        var order = OrderOf(epoch, seed);
        var first = (int)(stepOfEpoch * RowsPerStep);
        var rows = order.AsSpan(first, Math.Min(RowsPerStep, order.Length - first));
        var count = 0;
        for (var start = 0; start < rows.Length; start += _shape.BatchSize)
        {
            var part = rows.Slice(start, Math.Min(_shape.BatchSize, rows.Length - start));
            count = Add(part, SeededRandom.Combine(seed, (ulong)((step * RowsPerStep) + start)), count);
        }

        return _batches[..count];
    }

    /// <summary>Makes the batches of some rows, and gives the number of batches so far.</summary>
    private int Add(ReadOnlySpan<int> rows, ulong seed, int count)
    {
        var before = count;
        for (var set = 0; set < Sets.Count; set++)
        {
            var (own, start, end) = (new List<int>(), _starts[set], _starts[set + 1]);
            foreach (var row in rows)
            {
                if (row >= start && row < end)
                {
                    own.Add(row - start);
                }
            }

            if (own.Count > 0)
            {
                count = Add(Sets[set], [.. own], seed, count, isFirst: count == before);
            }
        }

        for (var i = before; i < count; i++)
        {
            _transform?.Apply(_batches[i]);
        }

        return count;
    }

    private int Add(TextRows set, int[] rows, ulong seed, int count, bool isFirst)
    {
        if (!isFirst && !_withTargets)
        {
            _batches[count - 1].Append(set, rows);
            return count;
        }

        if (count == _batches.Count)
        {
            _batches.Add(new TrainingBatch());
        }

        _batches[count].Fill(set, rows, isFirst ? seed : SeededRandom.Combine(seed, (ulong)count), _withTargets);
        return count + 1;
    }

    private int[] OrderOf(long epoch, ulong seed)
    {
        if (_order.Epoch != epoch || _order.Seed != seed)
        {
            _order = (seed, epoch, new ShuffledOrder(_starts[^1], seed).Of((int)epoch).ToArray());
        }

        return _order.Rows;
    }
}
