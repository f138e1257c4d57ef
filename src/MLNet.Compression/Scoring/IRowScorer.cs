namespace MLNet.Compression.Scoring;

/// <summary>Computes numbers of the text or texts of a row. Safe for several threads.</summary>
internal interface IRowScorer
{
    /// <summary>Values of a row.</summary>
    int Outputs { get; }

    /// <summary>Appends a row's text or texts to a batch.</summary>
    void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair);

    /// <summary>The values of each row of a batch [rows x outputs].</summary>
    void Score(TokenBatch batch, Span<float> values);

    /// <summary>The values of one row [outputs].</summary>
    void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values);
}
