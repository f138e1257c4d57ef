using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression;

/// <summary>
/// Typing errors inside the words that the prediction hangs on (as in Pruthi et al. 2019): two letters change places, one is missing, one is doubled, or one is that of a
/// neighbouring key. The first and the last letter stay, so that people still read the word.
/// </summary>
/// <remarks>One error a word: the one that brings the right prediction down most. The paper searches all pairs of errors; here words come one after the other, by importance.</remarks>
public sealed record TypoAttack : TextAttack
{
    private const int ShortestWord = 4;

    private static readonly string[] _rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>The most errors that are tried in a word, a seeded choice where more are possible. Default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MostErrors
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MostErrors is at least 1.");
    } = 20;

    /// <summary>The seed of the choice. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "typos";

    private protected override string Settings => FormattableString.Invariant($"{MostErrors} errors a word, seed {Seed}");

    /// <summary>All errors inside a word, each once; none in a short one.</summary>
    internal static IEnumerable<string> ErrorsIn(string word)
    {
        if (word.Length < ShortestWord)
        {
            return [];
        }

        var inner = Enumerable.Range(1, word.Length - 2).ToArray();
        return inner.SkipLast(1).Select(i => $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}")
            .Concat(inner.Select(i => word.Remove(i, 1)))
            .Concat(inner.Select(i => word.Insert(i, word[i].ToString())))
            .Concat(inner.SelectMany(i => KeysBeside(word[i]).Select(key => $"{word[..i]}{key}{word[(i + 1)..]}")))
            .Where(other => other != word)
            .Distinct(StringComparer.Ordinal);
    }

    private protected override void ChangeWord(AttackSubject subject, int place)
    {
        string[] errors = [.. ErrorsIn(subject.Text.Words[place])];
        if (errors.Length > MostErrors)
        {
            new Random(HashOf(Seed, subject.Row, place)).Shuffle(errors);
        }

        SplitText[] candidates = [.. errors.Take(MostErrors).Select(word => subject.Candidate(place, word))];
        subject.TakeWorst(place, candidates);
    }

    private static IEnumerable<char> KeysBeside(char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        if (_rows.FirstOrDefault(row => row.Contains(lower, StringComparison.Ordinal)) is not { } keys)
        {
            return [];
        }

        var at = keys.IndexOf(lower, StringComparison.Ordinal);
        return new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < keys.Length).Select(i => char.IsUpper(letter) ? char.ToUpperInvariant(keys[i]) : keys[i]);
    }

    private static int HashOf(int seed, int row, int place) => unchecked((((seed * 31) + row) * 1_000_003) + place);
}
