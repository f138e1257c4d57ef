using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>Every step learns from a batch of each source; an epoch is over when the longest one is, and shorter ones begin again.</summary>
/// <param name="sources">The sources.</param>
internal sealed class MixedSource(IReadOnlyList<BatchSource> sources) : BatchSource
{
    public override IReadOnlyList<TextRows> Sets => [.. sources.SelectMany(source => source.Sets).Distinct()];

    public override long StepsPerEpoch => sources.Max(source => source.StepsPerEpoch);

    public override int RowsPerStep => sources.Sum(source => source.RowsPerStep);

    public override int BatchesPerStep => sources.Sum(source => source.BatchesPerStep);

    public override IReadOnlyList<TrainingBatch> Step(long step, ulong seed) =>
        [.. sources.Index().SelectMany(source => source.Item.Step(step, SeededRandom.Combine(seed, (ulong)source.Index)))];
}
