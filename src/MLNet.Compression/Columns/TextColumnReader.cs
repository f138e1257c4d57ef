using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Columns;

/// <summary>Reads the one or two texts of a row; the first may be a vector of words. Missing text is empty text.</summary>
internal sealed class TextColumnReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>>? _text;
    private readonly Func<Sentence>? _words;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _pair;
    private ReadOnlyMemory<char> _textValue;
    private ReadOnlyMemory<char> _pairValue;

    /// <param name="row">A row in which the text columns are active.</param>
    /// <param name="columns">Their names.</param>
    public TextColumnReader(DataViewRow row, TextColumns columns)
        : this(row, columns.Text, columns.Pair)
    {
    }

    /// <param name="row">A row in which the text columns are active.</param>
    /// <param name="text">The text column.</param>
    /// <param name="pair">The column of second texts; null for single texts.</param>
    public TextColumnReader(DataViewRow row, string text, string? pair)
    {
        _text = row.Schema[text].Type is VectorDataViewType ? null : row.GetGetter<ReadOnlyMemory<char>>(row.Schema[text]);
        _words = _text is null ? SentenceReader.Open(row, text) : null;
        _pair = pair is null ? null : row.GetGetter<ReadOnlyMemory<char>>(row.Schema[pair]);
    }

    /// <summary>The text of the row as <see cref="Read"/> found it; valid until the row moves on.</summary>
    public ReadOnlyMemory<char> Text => _textValue;

    /// <summary>The second text, or null for a model of single texts.</summary>
    public ReadOnlyMemory<char>? Pair => _pair is null ? default(ReadOnlyMemory<char>?) : _pairValue;

    /// <summary>Where the words stand in a text that came as such; null where it came as a whole.</summary>
    public WordSpan[]? Words { get; private set; }

    public void Read()
    {
        _text?.Invoke(ref _textValue);
        if (_words?.Invoke() is { } sentence)
        {
            (_textValue, Words) = (sentence.Text.AsMemory(), sentence.Words);
        }

        _pair?.Invoke(ref _pairValue);
    }
}
