using System.Runtime.InteropServices;
using System.Text;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Counts the words of a few texts as a tokenizer would see them, on one thread.</summary>
internal sealed class ChunkCounter
{
    private readonly WordReader _reader;
    private readonly int _maxWordLength;
    private readonly AddedTokenFinder? _specialTokens;
    private readonly WordBuffer _word = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _text = new char[256];

    public ChunkCounter(TokenizerOptions options)
    {
        _reader = new WordReader(options);
        _maxWordLength = options.MaxWordLength;
        _specialTokens = options.RecognizeSpecialTokens
            ? new AddedTokenFinder(SpecialTokens.OfLearntVocabulary)
            : null;
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words counted since <see cref="Clear"/>.</summary>
    public IReadOnlyDictionary<string, long> Words => _counts;

    public void Clear() => _counts.Clear();

    /// <summary>Counts the words of a text.</summary>
    public void Count(ReadOnlySpan<char> text)
    {
        int start = 0, search = 0;
        while (_specialTokens is not null && _specialTokens.Find(text, start, ref search, out var special))
        {
            CountWords(text[start..special.Start]);
            start = special.End;
        }

        CountWords(text[start..]);
    }

    private void CountWords(ReadOnlySpan<char> text)
    {
        var position = 0;
        while (_reader.Read(text, ref position, _word))
        {
            if (_word.Length <= _maxWordLength)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_lookup, WordText(), out _)++;
            }
        }
    }

    private ReadOnlySpan<char> WordText()
    {
        if (_text.Length < 2 * _word.Length)
        {
            _text = new char[4 * _word.Length];
        }

        var length = 0;
        foreach (var codePoint in _word.CodePoints)
        {
            length += new Rune(codePoint).EncodeToUtf16(_text.AsSpan(length));
        }

        return _text.AsSpan(0, length);
    }
}
