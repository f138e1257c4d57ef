using System.Runtime.InteropServices;

namespace MLNet.Compression.Training.Data;

/// <summary>Labelled texts as tokens, in memory.</summary>
internal sealed partial class TextDataset
{
    private readonly List<int> _ids = [];
    private readonly List<byte> _tokenTypes = [];
    private readonly List<long> _starts = [0];
    private readonly TokenBatch _scratch = new();
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private ITargetList? _targets;
    private TokenExtent _extent;
    private List<float>? _weights;

    /// <param name="tokenizer">The tokenizer of the models that will read the data.</param>
    /// <param name="maxTokens">The longest sequence in tokens, special ones included; longer texts are cut.</param>
    public TextDataset(TextTokenizer tokenizer, int maxTokens)
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

    /// <summary>The extremes of the rows.</summary>
    public TokenExtent Extent => _extent;

    /// <summary>Whether the rows have targets.</summary>
    public bool HasTargets => _targets is not null;

    /// <summary>Rows whose text was longer than the model reads.</summary>
    public int CutRows { get; private set; }

    /// <summary>Tokens that were cut off, of all rows together.</summary>
    public long CutTokens { get; private set; }

    /// <summary>The class of each row, from 0.</summary>
    /// <exception cref="InvalidOperationException">The rows have no classes but another target.</exception>
    public ReadOnlySpan<int> Labels => Rows<int>(ClassTargets.Plural);

    /// <summary>The number that a regression is to give for each row.</summary>
    /// <exception cref="InvalidOperationException">The rows have no values but another target.</exception>
    public ReadOnlySpan<float> Values => Rows<float>(ValueTargets.Plural);

    /// <summary>Where the answer stands in each row.</summary>
    /// <exception cref="InvalidOperationException">The rows have no answers but another target.</exception>
    public ReadOnlySpan<AnswerSpan> Answers => Rows<AnswerSpan>(AnswerTargets.Plural);

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

    /// <summary>Appends tokens that have labels, for token classification or masked language modelling.</summary>
    /// <param name="ids">The tokens, special ones included; at most as many as a row of this data set may have.</param>
    /// <param name="tokenTypes">The type of each.</param>
    /// <param name="labels">The class of each from 0, or for a masked LM the piece that stood there; -100 for a token that does not count.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are too many tokens or none.</exception>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes, ReadOnlySpan<int> labels)
    {
        RequireTokens(ids, tokenTypes);
        if (labels.Length != ids.Length)
        {
            throw new ArgumentException($"{labels.Length} labels for {ids.Length} tokens.", nameof(labels));
        }

        AddTokenLabels(labels.ToArray());
        AddTokens(ids, tokenTypes);
    }

    /// <summary>Appends tokens with an answer among them.</summary>
    /// <param name="ids">The tokens, special ones included; at most as many as a row of this data set may have.</param>
    /// <param name="tokenTypes">The type of each.</param>
    /// <param name="answer">Where the answer stands.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are too many tokens or none, or the answer is not among them.</exception>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes, AnswerSpan answer)
    {
        RequireTokens(ids, tokenTypes);
        if (answer.Start < 0 || answer.End < answer.Start || answer.End >= ids.Length)
        {
            throw new ArgumentException($"An answer from token {answer.Start} to {answer.End} is not within {ids.Length} tokens.", nameof(answer));
        }

        AddTarget(answer, () => new TargetList<AnswerSpan>(AnswerTargets.Plural, answers => new AnswerTargets(answers)));
        AddTokens(ids, tokenTypes);
    }

    /// <summary>Appends a row of which nothing is known but the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text, or null.</param>
    /// <exception cref="InvalidOperationException">The rows so far have a target.</exception>
    public void Add(ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair)
    {
        if (_targets is { } targets)
        {
            throw new InvalidOperationException($"The rows so far have {targets.Meaning}, so this one must too.");
        }

        AddText(text, pair);
    }

    /// <summary>Number of tokens of a row, of a pair of both texts.</summary>
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
                if (_secondStarts is not null && i == _secondStarts[row])
                {
                    batch.EndSequence();
                }

                batch.AddToken(_ids[i], _tokenTypes[i]);
            }

            batch.EndSequence();
        }
    }

    /// <summary>The targets of some rows, in the given order.</summary>
    internal Targets TargetsOf(ReadOnlySpan<int> rows)
    {
        var targets = _targets?.Of(rows) ?? new NoTargets();
        if (_weights is not null)
        {
            targets.Weights = new float[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                targets.Weights[i] = _weights[rows[i]];
            }
        }

        return targets;
    }

    /// <summary>Says how much each row counts in the losses against the targets: Σ w · loss / Σ w.</summary>
    /// <param name="weights">A weight for each row so far, finite and not negative, one of them positive at least; null for rows that all count the same.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal void Weigh(IReadOnlyList<float>? weights)
    {
        if (weights is not null && (weights.Count != Count || weights.Any(weight => !(weight >= 0 && float.IsFinite(weight))) || !weights.Any(weight => weight > 0)))
        {
            throw new ArgumentException($"{weights.Count} weights for {Count} rows, which have to be finite and not negative, and not all 0.", nameof(weights));
        }

        _weights = weights is null ? null : [.. weights];
    }

    /// <summary>The labels of a row's tokens.</summary>
    /// <exception cref="InvalidOperationException">The rows have no labels of tokens but another target.</exception>
    internal ReadOnlySpan<int> TokenLabelsOf(int row) => Rows<int[]>(TokenTargets.Plural)[row];

    private ReadOnlySpan<T> Rows<T>(string wanted) => _targets switch
    {
        null => [],
        TargetList<T> list => list.Rows,
        var other => throw Targets.Mismatch(wanted, other.Meaning),
    };

    private void AddTarget<T>(T target, Func<ITargetList> makeList)
    {
        if (_targets is null && Count > 0)
        {
            throw new InvalidOperationException($"The rows so far have no targets, so this one must not have {makeList().Meaning}.");
        }

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
        AddCut(cut);
        AddTokens(_scratch.Ids, _scratch.TokenTypes);
    }

    private void AddCut(int tokens)
    {
        CutRows += tokens > 0 ? 1 : 0;
        CutTokens += tokens;
    }

    private void AddTokenLabels(int[] labels) =>
        AddTarget(labels, () => new TargetList<int[]>(TokenTargets.Plural, rows => new TokenTargets([.. rows.SelectMany(row => row)])));

    private void AddTokens(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        _ids.AddRange(ids);
        foreach (var type in tokenTypes)
        {
            _tokenTypes.Add((byte)type);
        }

        EndRow();
    }

    private void EndRow()
    {
        var (start, second) = ((int)_starts[^1], _secondStarts?[^1] ?? _ids.Count);
        _extent.Include(CollectionsMarshal.AsSpan(_ids)[start..second], CollectionsMarshal.AsSpan(_tokenTypes)[start..second]);
        _extent.Include(CollectionsMarshal.AsSpan(_ids)[second..], CollectionsMarshal.AsSpan(_tokenTypes)[second..]);
        _starts.Add(_ids.Count);
    }

    private void RequireTokens(ReadOnlySpan<int> ids, ReadOnlySpan<int> tokenTypes)
    {
        if (ids.IsEmpty || ids.Length > _maxTokens)
        {
            throw new ArgumentException($"A row has 1 to {_maxTokens} tokens, not {ids.Length}.", nameof(ids));
        }

        if (tokenTypes.Length != ids.Length || tokenTypes.ContainsAnyExceptInRange(0, byte.MaxValue))
        {
            throw new ArgumentException($"{ids.Length} tokens need as many types from 0 to {byte.MaxValue}.", nameof(tokenTypes));
        }
    }
}
