using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A text as normalising leaves it, with its white space, and where its characters stand in the text as it came.</summary>
/// <remarks>Only texts of tokenizers with normalised added tokens need it: what is found may span words. Not safe for several threads.</remarks>
internal sealed class NormalizedText(TokenizerOptions options)
{
    // Words longer than that are cut later; here all of them is wanted.
    private readonly WordReader _reader = new(options with { MaxWordLength = int.MaxValue });
    private readonly CharacterTable _characters = CharacterTable.For(options);
    private readonly WordBuffer _word = new();
    private readonly List<(int Start, int End)> _places = [];
    private char[] _text = new char[256];
    private int _length;

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Where a character starts in the text as it came.</summary>
    public int StartOf(int index) => _places[index].Start;

    /// <summary>Where a character ends in the text as it came.</summary>
    public int EndOf(int index) => _places[index].End;

    /// <summary>Normalises the part of a text between two places.</summary>
    public void Load(ReadOnlySpan<char> text, int start, int end)
    {
        _length = 0;
        _places.Clear();
        text = text[..end];
        var position = start;
        while (_reader.Read(text, ref position, _word))
        {
            AppendSpace(text[..Math.Max(start, _word.Start)], start);
            AppendWord(text);
            start = Math.Max(start, _word.End);
        }

        AppendSpace(text, start);
    }

    private void AppendWord(ReadOnlySpan<char> text)
    {
        var isIdeograph = options.SplitCjk && CharacterData.Default.Cjk.Contains(CodePoints.Decode(text, _word.Start, out _));
        if (isIdeograph)
        {
            Append(' ', _word.Start, _word.End);
        }

        for (var i = 0; i < _word.Length; i++)
        {
            Append(_word.CodePoints[i], _word.StartOf(i), _word.EndOf(i));
        }

        if (isIdeograph)
        {
            Append(' ', _word.Start, _word.End);
        }
    }

    // Between words there are white space and what normalising drops.
    private void AppendSpace(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length)
        {
            var codePoint = CodePoints.Decode(text, position, out var end);
            if (CharacterTable.Kind(_characters[codePoint]) == CharacterKind.Space)
            {
                Append(options.CleanText ? ' ' : codePoint, position, end);
            }

            position = end;
        }
    }

    private void Append(int codePoint, int start, int end)
    {
        if (_text.Length < _length + 2)
        {
            Array.Resize(ref _text, 2 * _text.Length);
        }

        var length = new System.Text.Rune(codePoint).EncodeToUtf16(_text.AsSpan(_length));
        for (var i = 0; i < length; i++)
        {
            _places.Add((start, end));
        }

        _length += length;
    }
}
