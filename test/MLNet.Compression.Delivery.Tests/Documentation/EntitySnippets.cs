using Microsoft.ML;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The variables of snippets that ask for named entities: tagged sentences, and a model that tags words.</summary>
public static class EntitySnippets
{
    private static readonly Lazy<TextModelTransformer> _model = new(Fit);

    /// <summary>The context.</summary>
    public static MLContext ml { get; } = new(seed: 1);

    /// <summary>Sentences, with keys as labels of their words.</summary>
    public static IDataView train => ml.Transforms.Conversion.MapValueToKey("Label", "Tags").Fit(sentences).Transform(sentences);

    /// <summary>The same.</summary>
    public static IDataView test => train;

    /// <summary>A model from scratch.</summary>
    public static ITransformer model => _model.Value;

    private static IDataView sentences { get; } = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(i => new
    {
        Sentence = i % 2 == 0 ? $"Ada saw {i} ships in Oslo" : "nobody came",
        Tags = i % 2 == 0 ? new[] { "B-PER", "O", "O", "O", "O", "B-LOC" } : ["O", "O"],
    }));

    /// <summary>Writes what a program leaves for others.</summary>
    /// <param name="folder">Where it goes.</param>
    internal static void Save(string folder) => _model.Value.Model.Save(Path.Combine(folder, "entities.mlc"));

    private static FullPrecisionTransformer Fit() => ml.MulticlassClassification.Trainers.NamedEntityRecognition(maxEpochs: 1).Fit(train);
}
