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

    /// <summary>Writes train.tsv, test.tsv, glove.txt, neighbours.json, lexicon.tsv, models/minilm-l6 and models/masked-lm.</summary>
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
        CopyMaskedLm(Path.Combine(folder, "models", "masked-lm"));
        File.WriteAllText(Path.Combine(folder, "neighbours.json"), $$"""{ "{{_good[0]}}": ["{{_bad[0]}}"] }""");
        File.WriteAllLines(Path.Combine(folder, "lexicon.tsv"), ["word\tcount\ttags", $"{_good[0]}\t1\tADJ:1", $"{_bad[0]}\t1\tADJ:1"]);
        File.WriteAllLines(Path.Combine(folder, "glove.txt"), ((string[])[.. _good, .. _bad, .. _things]).Select((word, i) => FormattableString.Invariant($"{word} {Math.Sin(i)} {Math.Cos(i)}")));
    }

    private static void CopyMaskedLm(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden", "models", "bert-masked-lm")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    private static void WriteTable(string path) => File.WriteAllLines(path, ["Text\tLabel", .. Reviews.Select(review => $"{review.Text}\t{review.Label}")]);
}
