using Microsoft.ML;

namespace MLNet.Compression.Teachers;

/// <summary>Rows without labels for models that ask for the label column even to predict, as a chain does that maps labels to keys.</summary>
internal static class LabelFreeRows
{
    private static readonly string[] _missingLabels = ["\"\"", "0.0f", "false"];

    /// <summary>The rows, with a column of missing labels where the model takes them in no other way.</summary>
    public static IDataView For(ITransformer model, IDataView rows, string label) => rows.Schema.GetColumnOrNull(label) is not null || Takes(model, rows)
        ? rows
        : _missingLabels.Select(value => With(rows, label, value)).FirstOrDefault(extended => Takes(model, extended)) ?? rows;

    private static IDataView With(IDataView rows, string label, string value)
    {
        // An expression needs a column to read, which it ignores.
        var any = rows.Schema.First(column => column.Type == Microsoft.ML.Data.TextDataViewType.Instance).Name;
        return new MLContext().Transforms.Expression(label, $"x : {value}", any).Fit(rows).Transform(rows);
    }

    private static bool Takes(ITransformer model, IDataView rows)
    {
        try
        {
            model.GetOutputSchema(rows.Schema);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
