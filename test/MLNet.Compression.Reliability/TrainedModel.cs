using Microsoft.ML;

namespace MLNet.Compression.Reliability;

/// <summary>A tiny fitted transformer; only that it scores matters, not how well.</summary>
internal static class TrainedModel
{
    private static readonly string[] _words = ["good", "bad", "fine", "awful", "nice", "poor", "the film", "a plot", "it was", "so very"];

    /// <summary>Fits on generated rows.</summary>
    /// <param name="ml">The context, which then can load such models too.</param>
    public static QuantizationTransformer Fit(MLContext ml) => ml.MulticlassClassification.Trainers
        .TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = nameof(TextRow.Text),
            Shape = new ModelShape(2, 32, 2, 64),
            VocabularySize = 120,
            MaxTokens = 24,
            Epochs = 1,
            Threads = 1,
        })
        .Quantize(QuantizationScheme.Int8)
        .Fit(Keyed(ml));

    /// <summary>The text model that a file held, by itself or as a chain of one.</summary>
    public static TextModelTransformer Of(ITransformer loaded) =>
        loaded as TextModelTransformer ?? (TextModelTransformer)((IEnumerable<ITransformer>)loaded).Single();

    /// <summary>The training rows, with key labels.</summary>
    public static IDataView Keyed(MLContext ml)
    {
        var rows = ml.Data.LoadFromEnumerable(Rows(60));
        return ml.Transforms.Conversion.MapValueToKey(nameof(TextRow.Label)).Fit(rows).Transform(rows);
    }

    public static IEnumerable<TextRow> Rows(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(i => new TextRow
        {
            Label = i % 3 == 0 ? "odd" : "even",
            Text = string.Join(' ', Enumerable.Range(0, 1 + random.Next(12)).Select(_ => _words[random.Next(_words.Length)])),
        })];
    }
}
