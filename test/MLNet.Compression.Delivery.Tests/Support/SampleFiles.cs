using Microsoft.ML;

namespace MLNet.Compression.Delivery.Tests.Support;

/// <summary>The files that documented programs read: tables of reviews, and a pretrained model large enough to teach TinyBERT's four layers.</summary>
internal static class SampleFiles
{
    private static readonly string[] _good = ["lovely", "wonderful", "brilliant", "charming"];
    private static readonly string[] _bad = ["dreadful", "tedious", "clumsy", "pointless"];
    private static readonly string[] _things = ["film", "plot", "acting", "music"];

    /// <summary>Reviews; every other one is negative. So few that a hundred passes over them take a moment.</summary>
    public static IReadOnlyList<Review> Reviews { get; } =
    [
        .. Enumerable.Range(0, 8).Select(i => new Review
        {
            Text = $"{(i % 2 == 0 ? _good : _bad)[i / 2]} {_things[i / 2]}",
            Label = i % 2 == 0 ? "positive" : "negative",
        }),
    ];

    /// <summary>Writes train.tsv, test.tsv and models/minilm-l6.</summary>
    /// <param name="folder">Where they go.</param>
    public static void Write(string folder)
    {
        WriteTable(Path.Combine(folder, "train.tsv"));
        WriteTable(Path.Combine(folder, "test.tsv"));
        Directory.CreateDirectory(Path.Combine(folder, "models"));
        var ml = new MLContext(seed: 1);
        var rows = ml.Data.LoadFromEnumerable(Reviews);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        using var model = ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = "Text",
            Shape = new ModelShape(4, 384, 12, 1536),
            VocabularySize = 100,
            Epochs = 1,
        }).Fit(keyed);
        model.ExportCheckpoint(Path.Combine(folder, "models", "minilm-l6"));
    }

    private static void WriteTable(string path) => File.WriteAllLines(path, ["Text\tLabel", .. Reviews.Select(review => $"{review.Text}\t{review.Label}")]);
}
