using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Characters;

/// <summary>The reference lists applied in their order, straight from the JSON.</summary>
internal sealed class ReferenceCharacters
{
    private readonly HashSet<int> _removed, _space, _cjk, _punctuation, _accent;
    private readonly Dictionary<int, int[]> _uncased;
    private readonly bool _lowerCase;

    public ReferenceCharacters(JsonElement lists, bool lowerCase)
    {
        _lowerCase = lowerCase;
        _removed = Set(lists, "removed");
        _space = Set(lists, "space");
        _cjk = Set(lists, "cjk");
        _punctuation = Set(lists, "punctuation");
        _accent = Set(lists, "accent");
        _uncased = lists.GetProperty("uncased").EnumerateArray().ToDictionary(
            e => e[0].GetInt32(), e => e[1].EnumerateArray().Select(r => r.GetInt32()).ToArray());
    }

    public (CharacterKind Kind, int[] Result) Classify(int codePoint)
    {
        if (_removed.Contains(codePoint) || (_lowerCase && _accent.Contains(codePoint)))
            return (CharacterKind.Removed, []);
        if (_space.Contains(codePoint))
            return (CharacterKind.Space, []);
        if (_lowerCase && codePoint is >= 0xAC00 and <= 0xD7A3)
            return (CharacterKind.HangulSyllable, []);
        int[] result = _lowerCase ? _uncased.GetValueOrDefault(codePoint, [codePoint]) : [codePoint];
        if (result.Length > 1)
            return (CharacterKind.Expansion, result);
        bool isolated = _cjk.Contains(codePoint) || _punctuation.Contains(result[0]);
        return (isolated ? CharacterKind.Isolated : CharacterKind.Letter, result);
    }

    private static HashSet<int> Set(JsonElement lists, string name) =>
        [.. lists.GetProperty(name).EnumerateArray()
            .SelectMany(r => Enumerable.Range(r[0].GetInt32(), r[1].GetInt32() - r[0].GetInt32() + 1))];
}
