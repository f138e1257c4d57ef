using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>The rows of one training step.</summary>
internal sealed class LabeledBatch
{
    private int[] _labels = [];

    public TokenBatch Tokens { get; } = new();

    /// <summary>The class of each sequence.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Tokens.SequenceCount);

    /// <summary>Replaces the content by rows of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="masking">Which tokens to hide; null for none.</param>
    public void Fill(TextDataset data, ReadOnlySpan<int> rows, TokenMasking? masking = null)
    {
        Tokens.Clear();
        data.CopyTo(Tokens, rows);
        masking?.Apply(Tokens);
        if (_labels.Length < rows.Length)
        {
            _labels = new int[rows.Length];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _labels[i] = data.Labels[rows[i]];
        }
    }
}
