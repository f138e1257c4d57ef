using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>Labelled texts as tokens, in memory.</summary>
public sealed class TextDataset
{
    private readonly List<int> _ids = [];
    private readonly List<byte> _tokenTypes = [];
    private readonly List<long> _starts = [0];
    private readonly TokenBatch _scratch = new();
    private readonly BertTokenizer _tokenizer;
    private readonly int _maxTokens;
    private ITargetList? _targets;

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
    public int Count => _starts.Count - 1;

    /// <summary>Tokens of all rows together.</summary>
    public long TokenCount => _ids.Count;

    /// <summary>Rows whose text was longer than the model reads.</summary>
    public int CutRows { get; private set; }

    /// <summary>The class of each row, from 0.</summary>
    /// <exception cref="InvalidOperationException">The rows have no classes but another target.</exception>
    public ReadOnlySpan<int> Labels => Rows<int>(ClassTargets.Plural);

    /// <summary>The number that a regression is to give for each row.</summary>
    /// <exception cref="InvalidOperationException">The rows have no values but another target.</exception>
    public ReadOnlySpan<float> Values => Rows<float>(ValueTargets.Plural);

    /// <summary>Appends a row that belongs to a class.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <param name="label">The class, from 0.</param>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        AddTarget(label, () => new TargetList<int>(ClassTargets.Plural, classes => new ClassTargets(classes)));
        AddText(text, pair);
    }

    /// <summary>Appends a row that has a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <param name="value">What a regression is to give; finite.</param>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair, float value)
    {
        if (!float.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite numbers can be learnt.");
        }

        AddTarget(value, () => new TargetList<float>(ValueTargets.Plural, values => new ValueTargets(values)));
        AddText(text, pair);
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

    /// <summary>The targets of some rows, in the given order.</summary>
    internal Targets TargetsOf(ReadOnlySpan<int> rows) => _targets?.Of(rows) ?? new NoTargets();

    private ReadOnlySpan<T> Rows<T>(string wanted) => _targets switch
    {
        null => [],
        TargetList<T> list => list.Rows,
        var other => throw Targets.Mismatch(wanted, other.Meaning),
    };

    private void AddTarget<T>(T target, Func<ITargetList> makeList)
    {
        _targets ??= makeList();
        var list = _targets as TargetList<T>
            ?? throw new InvalidOperationException($"The rows so far have {_targets.Meaning}, so this one must too, not {makeList().Meaning}.");
        list.Add(target);
    }

    private void AddText(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair)
    {
        _scratch.Clear();
        var cut = pair is { } second
            ? _tokenizer.AddTo(_scratch, text.Span, second.Span, _maxTokens)
            : _tokenizer.AddTo(_scratch, text.Span, _maxTokens);
        CutRows += cut > 0 ? 1 : 0;
        _ids.AddRange(_scratch.Ids);
        foreach (var type in _scratch.TokenTypes)
        {
            _tokenTypes.Add((byte)type);
        }

        _starts.Add(_ids.Count);
    }
}
