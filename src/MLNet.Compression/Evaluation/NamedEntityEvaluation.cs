using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares predicted tags of words with true ones, row by row.</summary>
internal static class NamedEntityEvaluation
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or no vector of tags.</exception>
    /// <exception cref="ArgumentException">No word has a label.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of predicted tags than of labels.</exception>
    public static NamedEntityMetrics Of(IDataView data, string label, string predictedLabel)
    {
        var shape = MicrosoftMLInternals.ShapeOf(data.Schema);
        var (gold, predicted) = (new TagColumn(shape, data.Schema, "label", label), new TagColumn(shape, data.Schema, "predicted label", predictedLabel));
        return Compare(TagColumnPair.Read(data, gold, predicted), gold, predicted);
    }

    /// <summary>Compares tags that were read; rows and words without a true one don't count.</summary>
    /// <exception cref="ArgumentException">No word has a label.</exception>
    /// <exception cref="InvalidOperationException">A row has another number of predicted tags than of labels.</exception>
    public static NamedEntityMetrics Compare(IReadOnlyList<(int?[] Gold, int?[] Predicted)> rows, TagColumn gold, TagColumn predicted)
    {
        var (goldName, predictedName) = (gold.Names(), predicted.Names());
        var known = rows.Index().Where(row => !row.Item.Gold.All(tag => tag is null)).Select(row => Checked(row.Index, row.Item));
        return Measure(
            [.. known.Select(row => row.Gold.Zip(row.Predicted, (own, other) => (Gold: goldName(own), Predicted: own is null ? "" : predictedName(other), IsKnown: own is not null)).ToArray())],
            gold.Column.Name);

        (int?[] Gold, int?[] Predicted) Checked(int number, (int?[] Gold, int?[] Predicted) row) => row.Gold.Length == row.Predicted.Length ? row : throw new InvalidOperationException(
            $"Row {number} has {row.Gold.Length} labels in column '{gold.Column.Name}' and {row.Predicted.Length} predicted ones in column '{predicted.Column.Name}': each word needs one of both.");
    }

    private static NamedEntityMetrics Measure(IReadOnlyList<(string Gold, string Predicted, bool IsKnown)[]> rows, string label)
    {
        var words = rows.Sum(row => row.Count(word => word.IsKnown));
        if (words == 0)
        {
            throw new ArgumentException($"No word of the data has a label in column '{label}', so that there is nothing to measure by.");
        }

        var entities = new EntityPredictions([.. rows.Select(row => row.Select(word => word.Predicted).ToArray())], [.. rows.Select(row => row.Select(word => word.Gold).ToArray())]);
        var quality = EntityQuality.Of(entities);
        return new NamedEntityMetrics(
            rows.Count,
            words,
            (double)rows.Sum(row => row.Count(word => word.IsKnown && word.Gold == word.Predicted)) / words,
            quality.Precision,
            quality.Recall,
            quality.F1,
            quality.MacroF1,
            [.. entities.Types.Select(type => MetricsOf(type, entities.CountsOf(type)))]);
    }

    private static EntityTypeMetrics MetricsOf(string type, (int Common, int Predicted, int Gold) counts) => new(type, counts.Gold, counts.Predicted, counts.Common);
}
