namespace MLNet.Compression.Training.Evaluation;

/// <summary>How often each true class was predicted as each class.</summary>
internal sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    /// <param name="labels">The true class of each row, from 0.</param>
    /// <param name="predictions">The predicted class of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">There are not as many labels as predictions, or a class lies outside [0, classes).</exception>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (labels.Length != predictions.Length)
        {
            throw new ArgumentException($"{labels.Length} labels, but {predictions.Length} predictions.", nameof(predictions));
        }

        _counts = new long[classes, classes];
        Total = labels.Length;
        for (var row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes || (uint)predictions[row] >= (uint)classes)
            {
                throw new ArgumentException($"Row {row} has label {labels[row]} and prediction {predictions[row]}, but classes are 0 to {classes - 1}.");
            }

            _counts[labels[row], predictions[row]]++;
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>Number of rows.</summary>
    public long Total { get; }

    /// <summary>Rows that were predicted right.</summary>
    public long Correct => Sum(c => _counts[c, c]);

    /// <summary>Rows of one class that were predicted as another, or the same.</summary>
    /// <param name="label">The true class.</param>
    /// <param name="prediction">The predicted class.</param>
    public long this[int label, int prediction] => _counts[label, prediction];

    /// <summary>Rows whose true class this is.</summary>
    /// <param name="label">A class, from 0.</param>
    public long Labelled(int label) => Sum(c => _counts[label, c]);

    /// <summary>Rows whose predicted class this is.</summary>
    /// <param name="prediction">A class, from 0.</param>
    public long Predicted(int prediction) => Sum(c => _counts[c, prediction]);

    /// <summary>The share of the rows predicted as a class that are of it; 0 where none was.</summary>
    /// <param name="label">A class, from 0.</param>
    public double Precision(int label) => Ratio(_counts[label, label], Predicted(label));

    /// <summary>The share of the rows of a class that were predicted as it; 0 where there is none.</summary>
    /// <param name="label">A class, from 0.</param>
    public double Recall(int label) => Ratio(_counts[label, label], Labelled(label));

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    /// <param name="label">A class, from 0.</param>
    public double F1(int label) => Ratio(2 * _counts[label, label], Labelled(label) + Predicted(label));

    internal static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private long Sum(Func<int, long> count) => Enumerable.Range(0, Classes).Sum(count);
}
