using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares predicted labels of texts that may have several with true ones, row by row.</summary>
internal static class MultiLabelEvaluation
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or no vector of labels.</exception>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static MultiLabelMetrics Of(IDataView data, string label, string predictedLabel)
    {
        var (gold, predicted) = (ColumnOf(data, "label", label), ColumnOf(data, "predicted label", predictedLabel));
        return Compare(TagColumnPair.Read(data, gold, predicted), gold, predicted);
    }

    /// <summary>Compares labels that were read.</summary>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static MultiLabelMetrics Compare(IReadOnlyList<(int?[] Gold, int?[] Predicted)> rows, TagColumn gold, TagColumn predicted)
    {
        if (rows.Count == 0)
        {
            throw new ArgumentException("The data has no rows, so that there is nothing to measure by.");
        }

        var (goldName, predictedName, names) = (gold.Names(), predicted.Names(), new List<string>());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var predictions = new MultiLabelPredictions([.. rows.Select(row => SetOf(row.Predicted, predictedName))], [.. rows.Select(row => SetOf(row.Gold, goldName))]);
        return Measure(predictions, names);

        LabelSet SetOf(int?[] labels, Func<int?, string> nameOf) => new([.. labels.Where(each => each is not null).Select(each => PlaceOf(nameOf(each))).Distinct().Order()]);

        int PlaceOf(string name)
        {
            if (!places.TryGetValue(name, out var place))
            {
                places.Add(name, place = names.Count);
                names.Add(name);
            }

            return place;
        }
    }

    /// <summary>A column of labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing, or no vector of labels.</exception>
    public static TagColumn ColumnOf(IDataView data, string role, string name)
    {
        ClassColumnShapes.CheckLabelSets(MicrosoftMLInternals.ShapeOf(data.Schema), role, name);
        return new TagColumn(data.Schema[name], LabelSetReader.CollectorOf(data.Schema[name]));
    }

    private static MultiLabelMetrics Measure(MultiLabelPredictions predictions, List<string> names)
    {
        var quality = MultiLabelQuality.Of(predictions);
        var labels = predictions.Labels.Select(label => (Name: names[label], Counts: predictions.CountsOf(label)))
            .Select(label => new ClassQuality(label.Name, label.Counts.Gold, label.Counts.Predicted, label.Counts.Common));
        return new MultiLabelMetrics(
            predictions.Rows, quality.ExactMatch, quality.Precision, quality.Recall, quality.MicroF1, quality.MacroF1, [.. labels.OrderBy(label => label.Label, StringComparer.Ordinal)]);
    }
}
