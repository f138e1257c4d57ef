using System.Text;

namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>A value of a JSON text goes, comes twice, changes places with another, becomes one of another kind, or sinks into nested brackets.</summary>
internal sealed class JsonStructure : IMutation
{
    private const int DeepestNesting = 2_000;
    private const int LongestText = 50_000;

    private static readonly string[] _values =
    [
        "null", "true", "false", "0", "-1", "3", "0.5", "1e400", "2147483648", "99999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"",
        "[]", "{}", "[0]", "[[]]", "{\"\":0}", "[1,1,1,1,1,1,1,1,1,1,1,1]", "{\"a\":1,\"a\":2}",
    ];

    private static readonly Func<byte[], IReadOnlyList<JsonSpan>, Random, byte[]>[] _changes = [Remove, Double, Exchange, Replace, Nest, Lengthen];

    public bool Suits(PartKind kind) => kind == PartKind.Json;

    public byte[] Apply(byte[] bytes, byte[] donor, Random random)
    {
        var spans = JsonSpan.FindAll(bytes);
        return spans.Count == 0 ? bytes : _changes[random.Next(_changes.Length)](bytes, spans, random);
    }

    private static byte[] Remove(byte[] json, IReadOnlyList<JsonSpan> spans, Random random)
    {
        var member = spans[random.Next(spans.Count)].Member;
        var end = member.End.Value;

        // With the comma behind it, or without, which leaves malformed JSON.
        end += end < json.Length && json[end] == (byte)',' && random.Next(8) != 0 ? 1 : 0;
        return [.. json[..member.Start], .. json[end..]];
    }

    private static byte[] Double(byte[] json, IReadOnlyList<JsonSpan> spans, Random random)
    {
        var member = json[spans[random.Next(spans.Count)].Member];
        var at = spans[random.Next(spans.Count)].Member.Start.Value;
        return [.. json[..at], .. member, (byte)',', .. json[at..]];
    }

    private static byte[] Exchange(byte[] json, IReadOnlyList<JsonSpan> spans, Random random) =>
        Put(json, spans[random.Next(spans.Count)].Value, json[spans[random.Next(spans.Count)].Value]);

    private static byte[] Replace(byte[] json, IReadOnlyList<JsonSpan> spans, Random random) =>
        Put(json, spans[random.Next(spans.Count)].Value, Encoding.ASCII.GetBytes(_values[random.Next(_values.Length)]));

    private static byte[] Nest(byte[] json, IReadOnlyList<JsonSpan> spans, Random random)
    {
        var value = spans[random.Next(spans.Count)].Value;
        var depth = random.Next(1, random.Next(2) == 0 ? 20 : DeepestNesting);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return Put(json, value, Encoding.ASCII.GetBytes($"{Repeat(open, depth)}{Encoding.Latin1.GetString(json[value])}{Repeat(close, depth)}"));
    }

    private static byte[] Lengthen(byte[] json, IReadOnlyList<JsonSpan> spans, Random random)
    {
        var value = spans[random.Next(spans.Count)].Value;
        var text = $"\"{Repeat("\\u0041", random.Next(LongestText))}\"";
        return Put(json, random.Next(2) == 0 ? value : spans[random.Next(spans.Count)].Name ?? value, Encoding.ASCII.GetBytes(text));
    }

    private static byte[] Put(byte[] json, Range place, byte[] value) => [.. json[..place.Start], .. value, .. json[place.End..]];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
