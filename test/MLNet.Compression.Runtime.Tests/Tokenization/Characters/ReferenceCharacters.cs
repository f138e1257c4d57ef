using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Characters;

/// <summary>The reference lists applied in their order, straight from the JSON.</summary>
internal sealed class ReferenceCharacters
{
    private readonly HashSet<int> _removed, _space, _cjk, _punctuation, _accent;
    private readonly Dictionary<int, int[]> _uncased;
    private readonly Dictionary<int, int> _classes;
    private readonly bool _lowerCase;

    public ReferenceCharacters(JsonElement lists, bool lowerCase)
    {
        _lowerCase = lowerCase;
        _removed = Set(lists, "removed");
        _space = Set(lists, "space");
        _cjk = Set(lists, "cjk");
        _punctuation = Set(lists, "punctuation");
        _accent = Set(lists, "accent");
        _classes = TokenizerGolden.Json("combining-classes.json").EnumerateArray()
            .SelectMany(r => Range(r).Select(codePoint => (codePoint, r[2].GetInt32()))).ToDictionary();
        _uncased = lists.GetProperty("uncased").EnumerateArray().ToDictionary(
            e => e[0].GetInt32(), e => e[1].EnumerateArray().Select(r => r.GetInt32()).ToArray());
    }

    /// <summary>The canonical combining class, where it matters.</summary>
    public int CombiningClass(int codePoint) => _lowerCase ? _classes.GetValueOrDefault(codePoint) : 0;

    public bool IsCleanedAway(int codePoint) => _removed.Contains(codePoint);

    public (CharacterKind Kind, int[] Result) Classify(int codePoint)
    {
        if (_removed.Contains(codePoint) || (_lowerCase && _accent.Contains(codePoint)))
        {
            return (CharacterKind.Removed, []);
        }

        if (_space.Contains(codePoint))
        {
            return (CharacterKind.Space, []);
        }

        if (_lowerCase && codePoint is >= 0xAC00 and <= 0xD7A3)
        {
            return (CharacterKind.HangulSyllable, []);
        }

        var result = _lowerCase ? _uncased.GetValueOrDefault(codePoint, [codePoint]) : [codePoint];
        if (CombiningClass(result[^1]) != 0)
        {
            return (CharacterKind.Mark, result);
        }

        if (result.Length > 1)
        {
            return (CharacterKind.Expansion, result);
        }

        var isolated = _cjk.Contains(codePoint) || _punctuation.Contains(result[0]);
        return (isolated ? CharacterKind.Isolated : CharacterKind.Letter, result);
    }

    private static HashSet<int> Set(JsonElement lists, string name) =>
        [.. lists.GetProperty(name).EnumerateArray()
            .SelectMany(Range)];

    private static IEnumerable<int> Range(JsonElement range) =>
        Enumerable.Range(range[0].GetInt32(), range[1].GetInt32() - range[0].GetInt32() + 1);
}
