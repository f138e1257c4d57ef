using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>Labelled texts as tokens, in memory.</summary>
public sealed class TextDataset
{
    private readonly List<int> _ids = [];
    private readonly List<byte> _tokenTypes = [];
    private readonly List<long> _starts = [0];
    private readonly List<int> _labels = [];
    private readonly TokenBatch _scratch = new();
    private readonly BertTokenizer _tokenizer;
    private readonly int _maxTokens;

    /// <param name="tokenizer">The tokenizer of the models that will read the data.</param>
    /// <param name="maxTokens">The longest sequence in tokens, special ones included; longer texts are cut.</param>
    public TextDataset(BertTokenizer tokenizer, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 3);
        _tokenizer = tokenizer;
        _maxTokens = maxTokens;
    }

    /// <summary>Number of rows.</summary>
    public int Count => _labels.Count;

    /// <summary>Tokens of all rows together.</summary>
    public long TokenCount => _ids.Count;

    /// <summary>Rows whose text was longer than the model reads.</summary>
    public int CutRows { get; private set; }

    /// <summary>Tokens that were cut off, of all rows together.</summary>
    public long CutTokens { get; private set; }

    /// <summary>The class of each row, from 0.</summary>
    public ReadOnlySpan<int> Labels => CollectionsMarshal.AsSpan(_labels);

    /// <summary>Appends a row.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <param name="label">The class, from 0.</param>
    public void Add(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        _scratch.Clear();
        var cut = pair is { } second
            ? _tokenizer.AddTo(_scratch, text.Span, second.Span, _maxTokens)
            : _tokenizer.AddTo(_scratch, text.Span, _maxTokens);
        CutRows += cut > 0 ? 1 : 0;
        CutTokens += cut;
        _ids.AddRange(_scratch.Ids);
        foreach (var type in _scratch.TokenTypes)
        {
            _tokenTypes.Add((byte)type);
        }

        _starts.Add(_ids.Count);
        _labels.Add(label);
    }

    /// <summary>Number of tokens of a row.</summary>
    public int LengthOf(int row) => (int)(_starts[row + 1] - _starts[row]);

    /// <summary>Appends rows to a batch, in the given order.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Row numbers.</param>
    public void CopyTo(TokenBatch batch, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var row in rows)
        {
            for (var i = (int)_starts[row]; i < _starts[row + 1]; i++)
            {
                batch.AddToken(_ids[i], _tokenTypes[i]);
            }

            batch.EndSequence();
        }
    }
}
