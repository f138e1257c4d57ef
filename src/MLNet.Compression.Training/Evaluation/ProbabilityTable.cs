using System.Globalization;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Evaluation;

/// <summary>The probability of each class for each row.</summary>
internal sealed class ProbabilityTable
{
    private const double LargestSum = 1.001;
    private readonly float[] _values;

    /// <param name="values">[rows x classes], row by row; they are copied.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the classes, or a row holds no probabilities.</exception>
    public ProbabilityTable(ReadOnlySpan<float> values, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (values.Length % classes != 0)
        {
            throw new ArgumentException($"{values.Length} probabilities can't be rows of {classes} classes.", nameof(values));
        }

        _values = values.ToArray();
        Classes = classes;
        for (var row = 0; row < Rows; row++)
        {
            RequireProbabilities(row);
        }
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _values.Length / Classes;

    /// <summary>The probabilities of one row [classes].</summary>
    /// <param name="row">A row, from 0.</param>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Classes, Classes);

    /// <summary>The softmax of logits, computed in double precision.</summary>
    /// <param name="logits">[rows x classes], row by row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the classes, or a logit is not finite.</exception>
    public static ProbabilityTable Softmax(ReadOnlySpan<float> logits, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        var values = new float[logits.Length];
        var row = new double[classes];
        for (var start = 0; start + classes <= logits.Length; start += classes)
        {
            LogSoftmax.Row(logits.Slice(start, classes), temperature: 1, row);
            for (var c = 0; c < classes; c++)
            {
                values[start + c] = (float)Math.Exp(row[c]);
            }
        }

        return new ProbabilityTable(values, classes);
    }

    /// <summary>The most probable class of a row; of equally probable ones the first.</summary>
    /// <param name="row">A row, from 0.</param>
    public int MostProbable(int row)
    {
        var values = this[row];
        var best = 0;
        for (var c = 1; c < values.Length; c++)
        {
            best = values[c] > values[best] ? c : best;
        }

        return best;
    }

    /// <summary>Some of the rows, in the given order.</summary>
    public ProbabilityTable Of(IReadOnlyList<int> rows) => new(rows.SelectMany(row => this[row].ToArray()).ToArray(), Classes);

    private void RequireProbabilities(int row)
    {
        var sum = 0.0;
        foreach (var value in this[row])
        {
            sum += value >= 0 ? value : double.NaN;
        }

        if (!(sum <= LargestSum))
        {
            throw new ArgumentException($"Row {row} holds [{string.Join(", ", this[row].ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)))}]: these are no probabilities. Apply softmax to logits first.");
        }
    }
}
