using System.Text.Json;

namespace MLNet.Compression.Runtime.Files;

internal sealed partial class JsonSettings
{
    /// <summary>The pairs of a list, a text and a finite number each; none where it is absent.</summary>
    /// <exception cref="ModelFileException">One is another thing.</exception>
    public IEnumerable<(string Text, float Number)> NumberedTexts(string name)
    {
        var index = 0;
        foreach (var item in Items(name))
        {
            yield return IsPair(item) && item[0].ValueKind == JsonValueKind.String && item[1].ValueKind == JsonValueKind.Number && item[1].TryGetSingle(out var number) && float.IsFinite(number)
                ? (item[0].GetString()!, number)
                : throw Wrong($"{name}[{index}]", "a text and a finite number", item);
            index++;
        }
    }

    /// <summary>The pairs of a list, two texts each or one with a space between the two; none where it is absent.</summary>
    /// <exception cref="ModelFileException">One is another thing.</exception>
    public IEnumerable<(string First, string Second)> TextPairs(string name)
    {
        var index = 0;
        foreach (var item in Items(name))
        {
            yield return PairOf(item) ?? throw Wrong($"{name}[{index}]", "two texts, or one with a space between two", item);
            index++;
        }
    }

    private static bool IsPair(JsonElement item) => item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2;

    private static (string First, string Second)? PairOf(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return item.GetString()!.Split(' ') is [var first, var second] ? (first, second) : null;
        }

        return IsPair(item) && item[0].ValueKind == JsonValueKind.String && item[1].ValueKind == JsonValueKind.String
            ? (item[0].GetString()!, item[1].GetString()!)
            : null;
    }
}
