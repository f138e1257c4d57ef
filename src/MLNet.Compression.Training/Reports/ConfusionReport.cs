using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Which classes a model takes for which. Of many classes, or many kinds of errors, it has the worst: at most 200 classes and 1,000 pairs.</summary>
/// <param name="ClassCount">Classes of the model, those that are left out included.</param>
/// <param name="Classes">The classes, in the model's order; of more than 200 those with the lowest F1 that have rows.</param>
/// <param name="Confused">The pairs of these classes that are taken for each other, the most frequent first.</param>
public sealed record ConfusionReport(int ClassCount, IReadOnlyList<ClassQuality> Classes, IReadOnlyList<ConfusedClasses> Confused)
{
    internal const int MostClasses = 200;
    internal const int MostPairs = 1_000;

    /// <summary>The classes, in the model's order; of more than 200 those with the lowest F1 that have rows.</summary>
    public IReadOnlyList<ClassQuality> Classes { get; init => field = new ValueList<ClassQuality>(value); } = new ValueList<ClassQuality>(Classes);

    /// <summary>The pairs of these classes that are taken for each other, the most frequent first.</summary>
    public IReadOnlyList<ConfusedClasses> Confused { get; init => field = new ValueList<ConfusedClasses>(value); } = new ValueList<ConfusedClasses>(Confused);

    /// <summary>Mean F1 of the classes that are here.</summary>
    public double MacroF1 => Classes.Count == 0 ? double.NaN : Classes.Average(label => label.F1);

    /// <param name="matrix">The counts.</param>
    /// <param name="labels">The names of the classes.</param>
    internal static ConfusionReport Of(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        var all = Enumerable.Range(0, matrix.Classes).Select(label => (Index: label, Rows: matrix.Labelled(label), F1: matrix.F1(label))).ToArray();
        int[] kept = all.Length <= MostClasses
            ? [.. all.Select(label => label.Index)]
            : [.. all.Where(label => label.Rows > 0).OrderBy(label => label.F1).Take(MostClasses).Select(label => label.Index).Order()];
        var pairs =
            from label in Enumerable.Range(0, kept.Length)
            from prediction in Enumerable.Range(0, kept.Length)
            where label != prediction && matrix[kept[label], kept[prediction]] > 0
            select new ConfusedClasses(label, prediction, matrix[kept[label], kept[prediction]]);
        return new ConfusionReport(
            matrix.Classes,
            [.. kept.Select(label => new ClassQuality(ShortText.Of(labels[label]), all[label].Rows, matrix.Predicted(label), matrix[label, label]))],
            [.. pairs.OrderByDescending(pair => pair.Rows).Take(MostPairs)]);
    }
}
