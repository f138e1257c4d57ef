using Microsoft.ML;

namespace MLNet.Compression.Tests.NamedEntityRecognition;

/// <summary>Sentences of persons and places, tagged as IOB2.</summary>
internal static class TaggedSentences
{
    private static readonly string[][] _persons = [["anna", "lee"], ["bob"], ["carla", "gomez"], ["dev"], ["emil", "van", "dyk"], ["fay"]];
    private static readonly string[][] _places = [["new", "york"], ["oslo"], ["rio"], ["san", "remo"], ["lima"], ["cape", "town"]];
    private static readonly string[] _patterns = ["P met P in L", "yesterday P flew to L .", "is L far from L ?", "P likes tea", "they say that P left L for L", "nothing happened here"];

    public static IReadOnlyList<TaggedSentence> Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Create(_patterns[random.Next(_patterns.Length)], random))];
    }

    public static TaggedSentence Create(string pattern, Random random)
    {
        var (words, tags) = (new List<string>(), new List<string>());
        foreach (var part in pattern.Split(' '))
        {
            var (type, names) = part switch { "P" => ("PER", _persons), "L" => ("LOC", _places), _ => ("", [[part]]) };
            var name = names[random.Next(names.Length)];
            words.AddRange(name);
            tags.AddRange(name.Select((_, i) => type.Length == 0 ? "O" : $"{(i == 0 ? "B" : "I")}-{type}"));
        }

        return new TaggedSentence { Sentence = string.Join(' ', words), Words = [.. words], Tags = [.. tags] };
    }

    /// <summary>The rows with keys in "Label", whose order is that of <paramref name="order"/>.</summary>
    public static IDataView LoadKeyed(MLContext ml, IEnumerable<TaggedSentence> rows, params string[] order)
    {
        var names = order.Length > 0 ? order : ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];
        var keys = ml.Data.LoadFromEnumerable(names.Select(name => new { Name = name }));
        var data = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Label", "Tags", keyData: keys).Fit(data).Transform(data);
    }
}
