namespace Microsoft.ML.Data;

/// <summary>Sums over the evaluated rows of a multiclass model. The predicted class is the one with the highest score.</summary>
internal sealed class MulticlassCounts
{
    private const float LeastProbability = 1e-15f;
    private readonly double[] _lossOfClass;
    private readonly double[] _rowsOfClass;
    private readonly double[] _rowsOfRank;
    private double _loss;
    private double _rows;

    public MulticlassCounts(int classes)
    {
        _lossOfClass = new double[classes];
        _rowsOfClass = new double[classes];
        _rowsOfRank = new double[classes];
        Confusion = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];
    }

    /// <summary>Rows by true class, then predicted class. A label beyond the scores has no row here.</summary>
    public double[][] Confusion { get; }

    public double MicroAccuracy => Mean(_rowsOfRank[0], _rows);

    public double MacroAccuracy
    {
        get
        {
            var occurring = Enumerable.Range(0, _rowsOfClass.Length).Where(c => _rowsOfClass[c] > 0);
            return occurring.Select(c => Confusion[c][c] / _rowsOfClass[c]).DefaultIfEmpty(0).Average();
        }
    }

    public double LogLoss => Mean(_loss, _rows);

    /// <summary>How far the loss lies below that of always answering with the frequencies of the labels.</summary>
    public double LogLossReduction
    {
        get
        {
            var entropy = -_rowsOfClass.Where(n => n > 0).Sum(n => n / _rows * Math.Log(n / _rows));
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss => [.. _lossOfClass.Zip(_rowsOfClass, Mean)];

    /// <summary>For k = 1, 2, ... the share of rows whose label has one of the k highest scores.</summary>
    public double[] TopKAccuracies(int k)
    {
        var within = 0.0;
        return [.. _rowsOfRank.Take(k).Select(rows => Mean(within += rows, _rows))];
    }

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        _rows++;
        if (label >= scores.Length)
        {
            _loss -= Math.Log(LeastProbability);
            return;
        }

        var loss = -Math.Log(Math.Min(1, Math.Max(LeastProbability, scores[label])));
        _loss += loss;
        _lossOfClass[label] += loss;
        _rowsOfClass[label]++;
        _rowsOfRank[RankOf(label, scores)]++;
        Confusion[label][IndexOfHighest(scores)]++;
    }

    /// <summary>Number of classes ahead of the label: higher scores, and equal ones of lower classes.</summary>
    private static int RankOf(int label, ReadOnlySpan<float> scores)
    {
        var rank = 0;
        for (var c = 0; c < scores.Length; c++)
        {
            if (scores[c] > scores[label] || (scores[c] == scores[label] && c < label))
                rank++;
        }

        return rank;
    }

    private static int IndexOfHighest(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var c = 1; c < scores.Length; c++)
        {
            if (scores[c] > scores[best])
                best = c;
        }

        return best;
    }

    private static double Mean(double sum, double count) => count > 0 ? sum / count : 0;
}
