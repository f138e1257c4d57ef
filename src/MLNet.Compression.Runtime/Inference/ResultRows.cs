namespace MLNet.Compression.Runtime.Inference;

/// <summary>Where the results of a sequence stand among those of a batch.</summary>
internal static class ResultRows
{
    /// <summary>A row for each sequence.</summary>
    public static RowsBefore OfSequences { get; } = static (_, sequence) => sequence;

    /// <summary>A row for each token.</summary>
    public static RowsBefore OfTokens { get; } = static (batch, sequence) => batch.SequenceStarts[sequence];

    /// <summary>A row for each token that is a given piece.</summary>
    public static RowsBefore OfPiece(int id) => (batch, sequence) => batch.Ids[..batch.SequenceStarts[sequence]].Count(id);
}
