using Microsoft.ML;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The variables of snippets that ask for labels: texts of any number of labels, and a model that tells them.</summary>
public static class MultiLabelSnippets
{
    private static readonly Lazy<TextModelTransformer> _model = new(Fit);

    /// <summary>The context.</summary>
    public static MLContext ml { get; } = new(seed: 1);

    /// <summary>Texts, with vectors of keys as labels.</summary>
    public static IDataView train => ml.Transforms.Conversion.MapValueToKey("Label", "Topics").Fit(texts).Transform(texts);

    /// <summary>The same.</summary>
    public static IDataView test => train;

    /// <summary>A model from scratch.</summary>
    public static ITransformer model => _model.Value;

    private static IDataView texts { get; } = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(i => new
    {
        Sentence1 = (i % 4) switch { 0 => $"match {i} with a song", 1 => "soup and bread", 2 => "a song of bread", _ => "nothing" },
        Topics = (i % 4) switch { 0 => new[] { "sport", "music" }, 1 => ["food"], 2 => ["music", "food"], _ => [] },
    }));

    /// <summary>Writes what a program leaves for others.</summary>
    /// <param name="folder">Where it goes.</param>
    internal static void Save(string folder) => _model.Value.Model.Save(Path.Combine(folder, "topics.mlc"));

    private static FullPrecisionTransformer Fit() => ml.MulticlassClassification.Trainers.MultiLabelTextClassification(maxEpochs: 1).Fit(train);
}
