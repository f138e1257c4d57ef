namespace MLNet.Compression.Scoring;

/// <summary>A copy of a text in memory that is used again for the next.</summary>
internal struct RememberedText()
{
    private char[] _characters = [];
    private int _length = -1;

    /// <summary>Whether the text is the one that was last remembered.</summary>
    public readonly bool Is(ReadOnlySpan<char> text) => _length >= 0 && text.SequenceEqual(_characters.AsSpan(0, _length));

    public void Remember(ReadOnlySpan<char> text)
    {
        if (_characters.Length < text.Length)
        {
            _characters = new char[text.Length];
        }

        text.CopyTo(_characters);
        _length = text.Length;
    }

    public void Forget() => _length = -1;
}
