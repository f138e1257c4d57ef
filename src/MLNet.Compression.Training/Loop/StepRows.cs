using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Loop;

/// <summary>Which rows each step learns from: a function of seed and step alone.</summary>
internal sealed class StepRows(TrainingPlan plan, ulong seed)
{
    private readonly ShuffledOrder _order = new(plan.Data.Count, seed);
    private int[] _rows = [];
    private long _epoch = -1;

    /// <summary>The rows of a step, from 0.</summary>
    public ReadOnlySpan<int> Of(long step)
    {
        var (epoch, stepOfEpoch) = Math.DivRem(step, plan.StepsPerEpoch);
        if (epoch != _epoch)
        {
            (_rows, _epoch) = (_order.Of((int)epoch).ToArray(), epoch);
        }

        var start = (int)stepOfEpoch * plan.RowsPerStep;
        return _rows.AsSpan(start, Math.Min(plan.RowsPerStep, _rows.Length - start));
    }
}
