namespace MLNet.Compression.Training.Data;

/// <summary>The rows of one training step.</summary>
internal sealed class LabeledBatch
{
    public TokenBatch Tokens { get; } = new();

    public Targets Targets { get; private set; } = new NoTargets();

    /// <summary>Replaces the content by rows of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="masking">Which tokens to hide; null for none.</param>
    public void Fill(TextDataset data, ReadOnlySpan<int> rows, TokenMasking? masking = null)
    {
        Tokens.Clear();
        data.CopyTo(Tokens, rows);
        masking?.Apply(Tokens);
        Targets = data.TargetsOf(rows);
    }
}
