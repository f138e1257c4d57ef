namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Keeps the first ids and counts all.</summary>
internal struct IdSink(IdBuffer ids, int limit) : ITokenSink
{
    /// <summary>Number of tokens, kept or not.</summary>
    public int Count { get; private set; }

    public void Add(int id, int start, int end)
    {
        if (Count++ < limit)
        {
            ids.Add(id);
        }
    }
}
