namespace MLNet.Compression.Runtime.Inference;

/// <summary>Cuts rows into chunks of nearly equal size.</summary>
internal struct TokenChunks(int rows, int mostAtOnce)
{
    private readonly int _chunks = (rows + mostAtOnce - 1) / mostAtOnce;
    private int _chunk = -1;

    /// <summary>The first row and the number of rows of the current chunk.</summary>
    public readonly (int First, int Count) Current => (Start(_chunk), Start(_chunk + 1) - Start(_chunk));

    public readonly TokenChunks GetEnumerator() => this;

    public bool MoveNext() => ++_chunk < _chunks;

    private readonly int Start(int chunk) => (int)((long)chunk * rows / _chunks);
}
