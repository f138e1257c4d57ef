using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Fisher blocks of several units that stand side by side; of each block the lower triangle is kept.</summary>
internal sealed class BlockFisher : GroupFisher
{
    private readonly UnitGroup _group;
    private readonly UnitPart _part;
    private readonly double _damping;
    private readonly WorkerPool _workers;
    private readonly FisherSpan[] _spans;
    private readonly NativeBuffer _sums;
    private readonly int[] _starts;
    private int _gradients;

    /// <param name="group">The units, blocks of one matrix.</param>
    /// <param name="units">Units of a Fisher block.</param>
    /// <param name="damping">λ.</param>
    /// <param name="workers">Threads.</param>
    public BlockFisher(UnitGroup group, int units, double damping, WorkerPool workers)
    {
        (_group, _part, _damping, _workers) = (group, group.Parts[0], damping, workers);
        _spans = FisherSpan.Of(_part.Grid, units);
        _starts = new int[_spans.Length + 1];
        for (var i = 0; i < _spans.Length; i++)
        {
            _starts[i + 1] = checked(_starts[i] + (_spans[i].Size * (_spans[i].Size + 1) / 2));
        }

        _sums = new NativeBuffer(_starts[^1], cleared: true);
    }

    /// <inheritdoc/>
    public override void AddGradient()
    {
        _gradients++;
        if (_part.Weight.HasGradient)
        {
            _workers.ForRange(_spans.Length, minimumPerPart: 64, (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    AddGradient(_spans[i].Gather(_part.Weight.Gradient), SumsOf(i));
                }
            });
        }
    }

    /// <inheritdoc/>
    public override double[] Scores()
    {
        var (scores, kept) = (new double[_group.Count], _group.Kept);
        _workers.For(_spans.Length, i =>
        {
            var span = _spans[i];
            if (span.Units.Any(unit => kept[unit]))
            {
                MatrixOf(i).Scores(span.Gather(_part.Weight.Value), span.UnitOf).CopyTo(scores, span.FirstUnit);
            }
        });
        return scores;
    }

    /// <inheritdoc/>
    public override void Refit(bool[] before)
    {
        var kept = _group.Kept;
        _workers.For(_spans.Length, i =>
        {
            var span = _spans[i];
            if (span.Units.Any(unit => kept[unit]) && span.Units.Any(unit => before[unit] && !kept[unit]))
            {
                var weights = span.Gather(_part.Weight.Value);
                var units = span.UnitOf.Select(unit => span.FirstUnit + unit);
                var changes = MatrixOf(i).Changes(weights, [.. units.Select(unit => kept[unit])], [.. units.Select(unit => before[unit] && !kept[unit])]);
                span.Add(_part.Weight.Value, changes);
            }
        });
    }

    /// <inheritdoc/>
    public override void Dispose() => _sums.Dispose();

    private Span<float> SumsOf(int span) => _sums.Span(_starts[^1])[_starts[span].._starts[span + 1]];

    private FisherMatrix MatrixOf(int span) => new(SumsOf(span), _spans[span].Size, _gradients, _damping);

    private static void AddGradient(float[] gradient, Span<float> sums)
    {
        var start = 0;
        for (var row = 0; row < gradient.Length; row++)
        {
            var sum = sums.Slice(start, row + 1);
            TensorPrimitives.MultiplyAdd(gradient.AsSpan(0, row + 1), gradient[row], sum, sum);
            start += row + 1;
        }
    }
}
