using System.Runtime.InteropServices;
using System.Text;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Counts the words of texts as a tokenizer would see them.</summary>
internal sealed class WordCounter
{
    private readonly WordReader _reader;
    private readonly int _maxWordLength;
    private readonly AddedTokenFinder? _specialTokens;
    private readonly WordBuffer _word = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _text = new char[256];

    public WordCounter(TokenizerOptions options)
    {
        _reader = new WordReader(options);
        _maxWordLength = options.MaxWordLength;
        _specialTokens = options.RecognizeSpecialTokens
            ? new AddedTokenFinder(SpecialTokens.OfLearntVocabulary)
            : null;
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The words of all texts in ordinal order, so that the order of the texts does not matter.</summary>
    public List<CountedWord> Count(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Count(text ?? throw new ArgumentException("One of the texts is null.", nameof(texts)));
        }

        List<CountedWord> words = [.. _counts.Select(pair => new CountedWord(pair.Key, pair.Value))];
        words.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return words;
    }

    private void Count(ReadOnlySpan<char> text)
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
