using Microsoft.ML;

namespace MLNet.Compression.Tests.MultiLabelTextClassification;

/// <summary>Sentences of any number of topics, told by their words.</summary>
internal static class Topics
{
    public static readonly string[] Names = ["sport", "music", "food"];

    private static readonly string[][] _words = [["goal", "match", "team"], ["song", "violin", "choir"], ["soup", "bread", "cheese"]];
    private static readonly string[] _others = ["the", "a", "yesterday", "we", "saw", "long", "and", "of"];

    public static IReadOnlyList<TopicRow> Create(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Create(random))];
    }

    /// <summary>The rows with keys in "Label", whose order is that of <paramref name="order"/>.</summary>
    public static IDataView LoadKeyed(MLContext ml, IEnumerable<TopicRow> rows, params string[] order)
    {
        var keys = ml.Data.LoadFromEnumerable((order.Length > 0 ? order : Names).Select(name => new { Name = name }));
        var data = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Label", "Topics", keyData: keys).Fit(data).Transform(data);
    }

    /// <summary>The rows with a vector of Single in "Label" that has a named slot for each topic.</summary>
    public static IDataView LoadSlots(MLContext ml, IEnumerable<TopicRow> rows)
    {
        var keyed = ml.Transforms.Conversion.MapKeyToVector("Label", outputCountVector: true).Fit(LoadKeyed(ml, rows));
        return keyed.Transform(LoadKeyed(ml, rows));
    }

    private static TopicRow Create(Random random)
    {
        int[] topics = [.. Enumerable.Range(0, Names.Length).Where(_ => random.Next(5) < 2)];
        string[] words = [.. topics.Select(topic => _words[topic][random.Next(3)]), .. Enumerable.Range(0, 5).Select(_ => _others[random.Next(_others.Length)])];
        random.Shuffle(words);
        return new TopicRow { Sentence1 = string.Join(' ', words), Topics = [.. topics.Select(topic => Names[topic])] };
    }
}
