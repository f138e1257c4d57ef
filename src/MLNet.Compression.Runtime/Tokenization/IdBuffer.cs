namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>A growing list of token ids that keeps its memory.</summary>
internal sealed class IdBuffer
{
    private int[] _ids = new int[512];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Keeps the first ids.</summary>
    /// <param name="count">At most as many as there are.</param>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    /// <summary>Drops the first ids.</summary>
    /// <param name="count">At most as many as there are.</param>
    public void RemoveFirst(int count)
    {
        _ids.AsSpan(count, Count - count).CopyTo(_ids);
        Count -= count;
    }

    public void Add(int id)
    {
        var ids = _ids;
        if ((uint)Count < (uint)ids.Length)
        {
            ids[Count++] = id;
        }
        else
        {
            Grow(id);
        }
    }

    private void Grow(int id)
    {
        Array.Resize(ref _ids, 2 * Count);
        _ids[Count++] = id;
    }
}
