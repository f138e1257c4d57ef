using System.Globalization;
using System.Text;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>Where two tokenizers give other ids for the same text, and why.</summary>
/// <param name="ours">Ids of a text.</param>
/// <param name="theirs">Ids of the same text; an exception is a difference of its own kind.</param>
internal sealed class TokenizerComparison(Func<string, long[]> ours, Func<string, long[]> theirs)
{
    private readonly Dictionary<Rune, bool> _differsAlone = [];

    /// <summary>The kinds of difference, the most frequent first; a text counts once for each kind that it shows.</summary>
    public (int Texts, IReadOnlyList<TokenDifference> Kinds) Compare(IEnumerable<string> texts)
    {
        var kinds = new Dictionary<string, (int Texts, string Example)>();
        var differing = 0;
        foreach (var text in texts.Where(Differ))
        {
            differing++;
            foreach (var kind in KindsOf(text))
            {
                var (count, example) = kinds.GetValueOrDefault(kind, (0, text));
                kinds[kind] = (count + 1, example);
            }
        }

        return (differing, [.. kinds.Select(kind => new TokenDifference(kind.Key, kind.Value.Texts, kind.Value.Example)).OrderByDescending(kind => kind.Texts)]);
    }

    /// <summary>Characters that by themselves give other ids; where there are none, what the text has of combinations.</summary>
    private string[] KindsOf(string text)
    {
        string[] alone = [.. text.EnumerateRunes().Distinct().Where(DiffersAlone).Select(Describe)];
        return alone.Length > 0 ? alone : ["characters that are treated alike alone"];
    }

    private bool DiffersAlone(Rune character)
    {
        if (!_differsAlone.TryGetValue(character, out var differs))
        {
            differs = Differ($"a {character} a");
            _differsAlone.Add(character, differs);
        }

        return differs;
    }

    private bool Differ(string text)
    {
        var expected = ours(text);
        try
        {
            return !theirs(text).AsSpan().SequenceEqual(expected);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static string Describe(Rune character) => Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        ? $"U+{character.Value:X4}"
        : $"{character}";
}
