namespace MLNet.Compression.Training.Robustness;

/// <summary>A text under attack, and one that goes with it and stays.</summary>
internal sealed class PairedText
{
    private readonly string? _other;
    private readonly bool _onPair;

    /// <param name="text">The text.</param>
    /// <param name="pair">The text that goes with it; null where there is none.</param>
    /// <param name="onPair">Whether the second text is changed, and not the first.</param>
    /// <exception cref="ArgumentException">There is no second text to change.</exception>
    public PairedText(string text, string? pair, bool onPair)
    {
        if (onPair && pair is null)
        {
            throw new ArgumentException("The attack changes the second text of a pair, but the model reads single texts: leave OnPair false.");
        }

        _onPair = onPair;
        (Changed, _other) = onPair ? (SplitText.Of(pair!), text) : (SplitText.Of(text), pair);
    }

    /// <summary>The text that is changed.</summary>
    public SplitText Changed { get; }

    /// <summary>Asks a model for changed texts, each with the text that stays.</summary>
    public float[][] Ask(IReadOnlyList<SplitText> texts, Func<IReadOnlyList<string>, IReadOnlyList<string>?, float[][]> score)
    {
        string[] shown = [.. texts.Select(text => text.Shown())];
        var other = _other is null ? null : Enumerable.Repeat(_other, shown.Length).ToArray();
        return _onPair ? score(other!, shown) : score(shown, other);
    }
}
