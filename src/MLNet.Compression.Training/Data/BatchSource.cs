namespace MLNet.Compression.Training.Data;

/// <summary>Where the batches of a run come from: what a step learns from is a function of the seed and the step alone, so that a run can go on anywhere.</summary>
internal abstract class BatchSource
{
    /// <summary>The stored rows that batches are made of.</summary>
    public abstract IReadOnlyList<TextRows> Sets { get; }

    /// <summary>Steps after which every row was used once.</summary>
    public abstract long StepsPerEpoch { get; }

    /// <summary>Rows of a full step.</summary>
    public abstract int RowsPerStep { get; }

    /// <summary>The most batches that a step is split into.</summary>
    public abstract int BatchesPerStep { get; }

    /// <summary>The batches of a step, whose gradients are added; valid until the next call.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="seed">The stage's seed.</param>
    public abstract IReadOnlyList<TrainingBatch> Step(long step, ulong seed);
}
