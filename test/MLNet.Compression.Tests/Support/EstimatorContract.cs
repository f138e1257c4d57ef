using Microsoft.ML;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Tests.Support;

/// <summary>What holds for every estimator.</summary>
internal static class EstimatorContract
{
    /// <summary>The promised schema is the delivered one; a saved and loaded transformer gives equal rows; data without text is refused.</summary>
    public static void Check(MLContext ml, IEstimator<TextModelTransformer> estimator, IDataView train, IDataView test) => Check(ml, estimator, train, test, ScoredRows.Of);

    /// <param name="ml">The context.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="train">Rows to fit on.</param>
    /// <param name="test">Rows to transform.</param>
    /// <param name="read">Reads what the transformer adds, exactly.</param>
    /// <param name="text">A column of texts that it reads.</param>
    public static void Check(MLContext ml, IEstimator<ITransformer> estimator, IDataView train, IDataView test, Func<IDataView, IReadOnlyList<string>> read, string text = "Sentence1")
    {
        var promised = Describe(estimator.GetOutputSchema(MicrosoftMLInternals.ShapeOf(train.Schema)));
        var transformer = estimator.Fit(train);
        var scored = transformer.Transform(test);

        Assert.That(Describe(MicrosoftMLInternals.ShapeOf(scored.Schema)), Is.EqualTo(promised));
        Assert.That(transformer.GetOutputSchema(test.Schema).Select(column => $"{column.Name}: {column.Type}"), Is.EqualTo(scored.Schema.Select(column => $"{column.Name}: {column.Type}")));
        Assert.That(read(SavedModel.RoundTrip(ml, transformer, test.Schema).Transform(test)), Is.EqualTo(read(scored)));

        var textless = ml.Transforms.DropColumns(text).Fit(train).Transform(train);
        Assert.That(() => estimator.Fit(textless), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"'{text}'"));
        Assert.That(() => transformer.Transform(textless), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"'{text}'"));
        Assert.That(
            () => estimator.GetOutputSchema(MicrosoftMLInternals.ShapeOf(textless.Schema)),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"'{text}'"));
    }

    private static IEnumerable<string> Describe(SchemaShape shape) => shape.Select(Describe);

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} {column.ItemType} key {column.IsKey} [{string.Join(", ", Describe(column.Annotations).Order(StringComparer.Ordinal))}]";
}
