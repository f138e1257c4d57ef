using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Delivery.Tests.Support;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The variables of snippets that don't ask for others: reviews, and models that classify them.</summary>
public static class ClassificationSnippets
{
    private static readonly Lazy<TransformerChain<KeyToValueMappingTransformer>> _pipeline = new(Fit);

    /// <summary>The context.</summary>
    public static MLContext ml { get; } = new(seed: 1);

    /// <summary>Its trainers of classifiers.</summary>
    public static Trainers trainers => ml.MulticlassClassification.Trainers;

    /// <summary>Reviews, with their labels as text.</summary>
    public static IDataView reviews => ml.Data.LoadFromEnumerable(SampleFiles.Reviews);

    /// <summary>The same.</summary>
    public static IDataView data => reviews;

    /// <summary>Reviews, with keys as labels.</summary>
    public static IDataView train => ml.Transforms.Conversion.MapValueToKey("Label").Fit(reviews).Transform(reviews);

    /// <summary>Reviews, with keys as labels.</summary>
    public static IDataView test => train;

    /// <summary>A teacher from scratch.</summary>
    public static TextClassificationTrainer teacher => trainers.TextClassification(new TextClassificationTrainer.Options
    {
        Sentence1ColumnName = "Text",
        Shape = new ModelShape(4, 312, 12, 1200),
        VocabularySize = 100,
        Epochs = 1,
    });

    /// <summary>That teacher, fitted.</summary>
    public static TextModelTransformer model => _pipeline.Value.OfType<TextModelTransformer>().Single();

    /// <summary>Writes what the pipeline around <see cref="model"/> leaves for other programs.</summary>
    /// <param name="folder">Where it goes.</param>
    internal static void Save(string folder)
    {
        foreach (var name in new[] { "reviews.zip", "model.zip", "teacher.zip", "student.zip" })
        {
            ml.Model.Save(_pipeline.Value, reviews.Schema, Path.Combine(folder, name));
        }

        model.Model.Save(Path.Combine(folder, "reviews.mlc"));
    }

    private static TransformerChain<KeyToValueMappingTransformer> Fit() => ml.Transforms.Conversion.MapValueToKey("Label")
        .Append(teacher)
        .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(reviews);
}
