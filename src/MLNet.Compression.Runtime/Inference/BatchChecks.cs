namespace MLNet.Compression.Runtime.Inference;

/// <summary>Whether a batch can be scored; after that no kernel checks an index.</summary>
internal static class BatchChecks
{
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model.</exception>
    public static void Check(TokenBatch batch, BertShape shape)
    {
        for (var i = 0; i < batch.SequenceCount; i++)
        {
            if (batch.LengthOf(i) > shape.MaxPositions)
            {
                throw new ArgumentException(
                    $"Sequence {i} has {batch.LengthOf(i)} tokens; the model has {shape.MaxPositions} positions. Cut the text.", nameof(batch));
            }
        }

        var scored = batch.SequenceStarts[^1];
        CheckRange(batch.Ids[..scored], shape.VocabularySize, "word embeddings");
        if (shape.TokenTypes > 0)
        {
            CheckRange(batch.TokenTypes[..scored], shape.TokenTypes, "token types");
        }
    }

    private static void CheckRange(ReadOnlySpan<int> values, int limit, string what)
    {
        var bad = values.IndexOfAnyExceptInRange(0, limit - 1);
        if (bad >= 0)
        {
            throw new ArgumentException($"Token {bad} has the id {values[bad]}; the model has {limit} {what}.", nameof(values));
        }
    }
}
