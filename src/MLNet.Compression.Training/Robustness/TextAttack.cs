using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression;

/// <summary>A way to change texts so that a model errs where people would not. A value: the same attack on the same model and rows gives the same texts, on any number of threads.</summary>
public abstract record TextAttack
{
    /// <summary>The largest share of a text's words that may be changed. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1].</exception>
    public double MostWords
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MostWords is a share above 0 and at most 1.");
    } = 1;

    /// <summary>Whether the second text of a pair is changed, and not the first. Default false.</summary>
    public bool OnPair { get; init; }

    /// <summary>Words that stay, lower case. Default none.</summary>
    public IReadOnlySet<string> StopWords { get; init; } = new HashSet<string>();

    /// <summary>The name in tables.</summary>
    public abstract string Name { get; }

    /// <summary>What else than <see cref="MostWords"/> and <see cref="StopWords"/> makes a result, for the file of a run that goes on.</summary>
    private protected abstract string Settings { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => FormattableString.Invariant($"{Name} ({Settings}, at most {MostWords:P0} of the words, {StopWords.Count} stop words{(OnPair ? ", second text" : "")})");

    /// <summary>Changes a text, word by word, the most important first, until what is predicted becomes worse or there is no more to change.</summary>
    internal void Run(AttackSubject subject)
    {
        var most = (int)Math.Ceiling(MostWords * subject.Text.Words.Count);
        foreach (var place in WordImportance.Order(subject))
        {
            if (subject.IsFooled || subject.Changes >= most)
            {
                return;
            }

            if (!StopWords.Contains(subject.Text.Words[place].ToLowerInvariant()))
            {
                ChangeWord(subject, place);
            }
        }
    }

    /// <summary>Changes one word if that brings the right prediction down.</summary>
    /// <param name="subject">The text.</param>
    /// <param name="place">The word, counted in the text as it was.</param>
    private protected abstract void ChangeWord(AttackSubject subject, int place);
}
