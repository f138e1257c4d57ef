namespace MLNet.Compression.Runtime.Inference;

/// <summary>Some consecutive sequences of a batch: what one forward pass takes.</summary>
internal readonly ref struct SequenceChunk
{
    private readonly ReadOnlySpan<int> _starts;

    public SequenceChunk(TokenBatch batch, int firstSequence, int sequences)
    {
        _starts = batch.SequenceStarts.Slice(firstSequence, sequences + 1);
        Ids = batch.Ids[_starts[0].._starts[^1]];
        TokenTypes = batch.TokenTypes[_starts[0].._starts[^1]];
    }

    public int Sequences => _starts.Length - 1;

    public int Tokens => Ids.Length;

    public ReadOnlySpan<int> Ids { get; }

    public ReadOnlySpan<int> TokenTypes { get; }

    /// <summary>The first token of a sequence, counted in the chunk; of the sequence after the last: the number of tokens.</summary>
    public int Start(int sequence) => _starts[sequence] - _starts[0];

    public int Length(int sequence) => _starts[sequence + 1] - _starts[sequence];
}
