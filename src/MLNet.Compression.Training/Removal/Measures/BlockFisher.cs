using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
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
    private readonly float[][] _sums;
    private int _gradients;

    /// <param name="group">The units, blocks of one matrix.</param>
    /// <param name="units">Units of a Fisher block.</param>
    /// <param name="damping">λ.</param>
    /// <param name="workers">Threads.</param>
    public BlockFisher(UnitGroup group, int units, double damping, WorkerPool workers)
    {
        (_group, _part, _damping, _workers) = (group, group.Parts[^1], damping, workers);
        _spans = FisherSpan.Of(_part.Grid, units);
        _sums = Array.ConvertAll(_spans, span => new float[span.Size * (span.Size + 1) / 2]);
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
                    AddGradient(_spans[i].Gather(_part.Weight.Gradient), _sums[i]);
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
                new FisherMatrix(_sums[i], span.Size, _gradients, _damping).Scores(span.Gather(_part.Weight.Value), span.UnitOf).CopyTo(scores, span.Units[0]);
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
                var changes = new FisherMatrix(_sums[i], span.Size, _gradients, _damping).Changes(
                    weights, [.. span.UnitOf.Select(unit => kept[span.Units[unit]])], [.. span.UnitOf.Select(unit => before[span.Units[unit]] && !kept[span.Units[unit]])]);
                span.Add(_part.Weight.Value, changes);
            }
        });
    }

    private static void AddGradient(float[] gradient, float[] sums)
    {
        var start = 0;
        for (var row = 0; row < gradient.Length; row++)
        {
            var sum = sums.AsSpan(start, row + 1);
            TensorPrimitives.MultiplyAdd(gradient.AsSpan(0, row + 1), gradient[row], sum, sum);
            start += row + 1;
        }
    }
}
