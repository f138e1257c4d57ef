namespace MLNet.Compression.Training.Data;

/// <summary>The extremes of a data set's rows, by which a model can tell at once whether it knows all their tokens.</summary>
internal struct TokenExtent
{
    /// <summary>Tokens of the longest row.</summary>
    public int LongestRow { get; private set; }

    /// <summary>The largest token; a negative one counts as larger than any other.</summary>
    public uint LargestId { get; private set; }

    /// <summary>The largest token type.</summary>
    public byte LargestTokenType { get; private set; }

    /// <summary>Takes in one more row.</summary>
    public void Include(ReadOnlySpan<int> ids, ReadOnlySpan<byte> tokenTypes)
    {
        LongestRow = Math.Max(LongestRow, ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            LargestId = Math.Max(LargestId, (uint)ids[i]);
            LargestTokenType = Math.Max(LargestTokenType, tokenTypes[i]);
        }
    }
}
