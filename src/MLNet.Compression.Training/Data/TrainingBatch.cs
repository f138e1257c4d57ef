using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>Rows that pass the models together: a training step, or a part of one.</summary>
internal sealed class TrainingBatch
{
    private readonly List<TokenBatch> _tokens = [new()];
    private readonly List<(TextRows Set, int[] Rows)> _segments = [];
    private readonly Dictionary<int, Targets> _otherTargets = [];

    /// <summary>The tokens of the model that learns.</summary>
    public TokenBatch Tokens => _tokens[0];

    /// <summary>What the rows are to be learnt to give; <see cref="NoTargets"/> where nobody knows.</summary>
    public Targets Targets { get; set; } = new NoTargets();

    /// <summary>What random choices of the passes over this batch depend on.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Which stored rows the sequences are, in their order.</summary>
    public IReadOnlyList<(TextRows Set, int[] Rows)> Segments => _segments;

    /// <summary>Whether the tokens are others than those stored, so that what a model gives for them is not worth remembering.</summary>
    public bool IsAltered { get; set; }

    /// <summary>The tokens of models with another tokenizer: the same rows in the same order.</summary>
    /// <param name="tokenization">0 for <see cref="Tokens"/>.</param>
    public TokenBatch TokensOf(int tokenization) => _tokens[tokenization];

    /// <summary>What a model with another tokenizer, which learns beside, is to give; <see cref="NoTargets"/> unless somebody set that.</summary>
    /// <param name="tokenization">0 for <see cref="Targets"/>.</param>
    public Targets TargetsOf(int tokenization) => tokenization == 0 ? Targets : _otherTargets.GetValueOrDefault(tokenization) ?? new NoTargets();

    /// <summary>Sets <see cref="TargetsOf"/>.</summary>
    public void SetTargets(int tokenization, Targets targets)
    {
        if (tokenization == 0)
        {
            Targets = targets;
        }
        else
        {
            _otherTargets[tokenization] = targets;
        }
    }

    /// <summary>Replaces the content by rows of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="rows">Row numbers.</param>
    /// <param name="seed">What random choices depend on.</param>
    /// <param name="withTargets">Whether targets are of interest.</param>
    public void Fill(TextRows set, ReadOnlySpan<int> rows, ulong seed, bool withTargets = true)
    {
        foreach (var tokens in _tokens)
        {
            tokens.Clear();
        }

        _segments.Clear();
        _otherTargets.Clear();
        Add(set, rows);
        Targets = withTargets ? set.TargetsOf(rows) : new NoTargets();
        (Seed, IsAltered) = (seed, false);
    }

    /// <summary>Appends rows of another set; the batch then has no targets.</summary>
    public void Append(TextRows set, ReadOnlySpan<int> rows)
    {
        Add(set, rows);
        Targets = new NoTargets();
    }

    /// <summary>A seed for one of several things that choose at random for this batch.</summary>
    public ulong SeedOf(ulong purpose) => SeededRandom.Combine(Seed, purpose);

    private void Add(TextRows set, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < set.Tokenizations.Count; i++)
        {
            if (i == _tokens.Count)
            {
                _tokens.Add(new TokenBatch());
            }

            set.Tokenizations[i].CopyTo(_tokens[i], rows);
        }

        _segments.Add((set, rows.ToArray()));
    }
}
