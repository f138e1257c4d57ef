using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>Some steps from one source, then some from the next, in turns; an epoch is over when every source is, and shorter ones begin again.</summary>
/// <param name="turns">The sources, each with the steps of a turn.</param>
internal sealed class AlternatingSource(IReadOnlyList<(BatchSource Source, int Steps)> turns) : BatchSource
{
    private readonly int _period = turns.Sum(turn => turn.Steps);

    public override IReadOnlyList<TextRows> Sets => [.. turns.SelectMany(turn => turn.Source.Sets).Distinct()];

    public override long StepsPerEpoch => _period * turns.Max(turn => (turn.Source.StepsPerEpoch + turn.Steps - 1) / turn.Steps);

    public override int RowsPerStep => turns.Max(turn => turn.Source.RowsPerStep);

    public override int BatchesPerStep => turns.Max(turn => turn.Source.BatchesPerStep);

    public override IReadOnlyList<TrainingBatch> Step(long step, ulong seed)
    {
        var (period, place) = Math.DivRem(step, _period);
        var turn = 0;
        for (; place >= turns[turn].Steps; turn++)
        {
            place -= turns[turn].Steps;
        }

        return turns[turn].Source.Step((period * turns[turn].Steps) + place, SeededRandom.Combine(seed, (ulong)turn));
    }
}
