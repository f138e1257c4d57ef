using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Evaluation;

/// <summary>Predicted labels of rows that may have several, and the true ones.</summary>
internal sealed class MultiLabelPredictions
{
    private readonly Dictionary<int, (int Common, int Predicted, int Gold)> _counts = [];

    /// <param name="predicted">The predicted labels of each row.</param>
    /// <param name="gold">The true ones.</param>
    /// <exception cref="ArgumentException">There are not as many rows of both, or none.</exception>
    public MultiLabelPredictions(IReadOnlyList<LabelSet> predicted, IReadOnlyList<LabelSet> gold)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(gold);
        if (predicted.Count != gold.Count || gold.Count == 0)
        {
            throw new ArgumentException($"{predicted.Count} predicted rows, but {gold.Count} true ones.", nameof(gold));
        }

        Rows = gold.Count;
        foreach (var (found, right) in predicted.Zip(gold))
        {
            ExactRows += found.Is(right) ? 1 : 0;
            Add(found.Labels, right.Labels);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Rows whose predicted labels are the true ones, all of them and no other.</summary>
    public int ExactRows { get; }

    /// <summary>The labels that occur, true or predicted, ascending.</summary>
    public IReadOnlyList<int> Labels => [.. _counts.Keys.Order()];

    /// <summary>The share of predictions of a label that are right; 0 where there is none.</summary>
    /// <param name="label">A label; null for all together.</param>
    public double Precision(int? label = null) => ConfusionMatrix.Ratio(CountsOf(label).Common, CountsOf(label).Predicted);

    /// <summary>The share of rows with a label that were predicted to have it; 0 where there is none.</summary>
    /// <param name="label">A label; null for all together.</param>
    public double Recall(int? label = null) => ConfusionMatrix.Ratio(CountsOf(label).Common, CountsOf(label).Gold);

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    /// <param name="label">A label; null for all together (micro average).</param>
    public double F1(int? label = null) => ConfusionMatrix.Ratio(2.0 * CountsOf(label).Common, CountsOf(label).Predicted + CountsOf(label).Gold);

    /// <summary>The mean of the labels' F1; NaN where no label occurs.</summary>
    public double MacroF1() => _counts.Count == 0 ? double.NaN : _counts.Keys.Average(label => F1(label));

    /// <summary>Rows that have a label and were predicted to have it, that were predicted to, and that have it.</summary>
    /// <param name="label">A label; null for all together.</param>
    public (int Common, int Predicted, int Gold) CountsOf(int? label) => label is { } one
        ? _counts.GetValueOrDefault(one)
        : (_counts.Values.Sum(count => count.Common), _counts.Values.Sum(count => count.Predicted), _counts.Values.Sum(count => count.Gold));

    /// <summary>The largest micro F1 that the same labels for all rows can have.</summary>
    /// <param name="gold">The true labels of each row.</param>
    public static double BestConstantF1(IReadOnlyList<LabelSet> gold)
    {
        var (total, common, best) = (gold.Sum(set => set.Labels.Length), 0, 0.0);
        foreach (var (place, count) in gold.SelectMany(set => set.Labels).CountBy(label => label).Select(entry => entry.Value).OrderDescending().Index())
        {
            common += count;
            best = Math.Max(best, 2.0 * common / (((place + 1.0) * gold.Count) + total));
        }

        return best;
    }

    private void Add(int[] predicted, int[] gold)
    {
        foreach (var label in predicted.Union(gold))
        {
            var (isPredicted, isGold, (common, count, total)) = (predicted.Contains(label), gold.Contains(label), _counts.GetValueOrDefault(label));
            _counts[label] = (common + (isPredicted && isGold ? 1 : 0), count + (isPredicted ? 1 : 0), total + (isGold ? 1 : 0));
        }
    }
}
