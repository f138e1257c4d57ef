namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>The pieces learnt so far, each with the id it will have.</summary>
internal sealed class PieceList
{
    public const string ContinuationPrefix = "##";

    private readonly List<string> _texts;
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public PieceList(IEnumerable<string> specialTokens)
    {
        _texts = [.. specialTokens];
        for (var id = 0; id < _texts.Count; id++)
        {
            _ids.Add(_texts[id], id);
        }
    }

    public int Count => _texts.Count;

    public IReadOnlyList<string> Texts => _texts;

    public int this[string text] => _ids[text];

    /// <summary>The id of a piece, which is added if it is new.</summary>
    public int GetOrAdd(string text)
    {
        if (_ids.TryAdd(text, _texts.Count))
        {
            _texts.Add(text);
        }

        return _ids[text];
    }

    /// <summary>The id of what two neighbours become together.</summary>
    public int GetOrAddMerged(PiecePair pair) =>
        GetOrAdd(string.Concat(_texts[pair.Left], _texts[pair.Right].AsSpan(ContinuationPrefix.Length)));
}
