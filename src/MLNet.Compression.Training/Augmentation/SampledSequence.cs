using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>One text, or pair, while its tokens are drawn anew.</summary>
internal sealed class SampledSequence
{
    private readonly int[] _ids;
    private readonly int[] _types;
    private readonly int[] _places;
    private readonly int _maskId;
    private readonly int _atOnce;
    private readonly ulong _seed;
    private readonly SeededRandom _order;
    private int _step = -1;

    /// <param name="start">A sequence of which tokens are drawn anew; its arrays are copied.</param>
    /// <param name="model">The model that they are tokens of.</param>
    /// <param name="options">How tokens are drawn.</param>
    /// <param name="seed">What the draws depend on, beside step and place.</param>
    public SampledSequence(SeedSequence start, MaskedLanguageModel model, SamplingOptions options, ulong seed)
    {
        (_ids, _types, _places) = ([.. start.Ids], [.. start.Types], [.. start.Places]);
        (_maskId, _seed, _order) = (model.MaskId, seed, new SeededRandom(seed, stream: 0));
        _atOnce = Math.Max(1, (int)(options.MaskedShare * _places.Length));
        Steps = options.Sweeps * StepsOfSweep;
        if (options.Start == SampledStart.Masks)
        {
            Hide(_places);
        }
    }

    /// <summary>How often tokens are hidden and drawn.</summary>
    public int Steps { get; }

    private int StepsOfSweep => (_places.Length + _atOnce - 1) / _atOnce;

    /// <summary>Hides the next tokens of the sweep, in which each place has its turn once.</summary>
    /// <returns>Their places.</returns>
    public int[] HideNext()
    {
        var start = ++_step % StepsOfSweep * _atOnce;
        if (start == 0)
        {
            Shuffle();
        }

        int[] next = [.. _places.Skip(start).Take(_atOnce)];
        Hide(next);
        return next;
    }

    public void AddTo(TokenBatch batch) => batch.AddSequence(_ids, _types);

    /// <summary>Draws the token of a place that is hidden. Several threads may draw those of different places.</summary>
    public void Draw(int place, ReadOnlySpan<float> logits, PieceSampler sampler) =>
        _ids[place] = sampler.Draw(logits, new SeededRandom(SeededRandom.Combine(_seed, (ulong)_step), stream: 1 + (ulong)place));

    /// <summary>The text that the tokens spell, or the two of a pair.</summary>
    public TextVariant ToText(Vocabulary vocabulary) => SequenceText.Of(_ids, vocabulary);

    private void Hide(int[] places)
    {
        foreach (var place in places)
        {
            _ids[place] = _maskId;
        }
    }

    private void Shuffle()
    {
        for (var i = _places.Length - 1; i > 0; i--)
        {
            var other = _order.NextInt(i + 1);
            (_places[i], _places[other]) = (_places[other], _places[i]);
        }
    }
}
