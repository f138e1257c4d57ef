namespace Microsoft.ML.Data;

public sealed class ConfusionMatrix
{
    private readonly IReadOnlyList<string> _classNames;
    private readonly bool _binary;

    /// <summary>Counts by true class, then predicted class.</summary>
    internal ConfusionMatrix(double[][] counts, IReadOnlyList<string> classNames, bool binary)
    {
        Counts = counts;
        _classNames = classNames;
        _binary = binary;
        PerClassRecall = [.. counts.Select((row, i) => Ratio(row[i], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, i) => Ratio(row[i], counts.Sum(other => other[i])))];
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public string GetFormattedConfusionTable() => new ConfusionTableFormatter(this, _classNames, _binary).Format();

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckClass(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckClass(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private void CheckClass(int index, string name)
    {
        if (index < 0 || index >= NumberOfClasses)
            throw new ArgumentOutOfRangeException(name, index, $"Invalid index: expected 0 to {NumberOfClasses - 1}, a class of the matrix.");
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
