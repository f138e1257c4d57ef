namespace Microsoft.ML.Data;

/// <summary>Sums over the evaluated rows of a binary model. A row is predicted positive if its score is above 0. Logarithms are to base 2.</summary>
internal sealed class BinaryCounts
{
    private double _loss;
    private double _lossPositives;
    private double _lossNegatives;

    /// <summary>True class, then predicted class; the positive class comes first.</summary>
    public double[][] Confusion { get; } = [[0, 0], [0, 0]];

    public ScoreRanking Ranking { get; } = new();

    public double Accuracy => (Confusion[0][0] + Confusion[1][1]) / Rows;

    public double Entropy => EntropyOf((Confusion[0][0] + Confusion[0][1]) / Rows);

    public double LogLoss => double.IsNaN(_loss) || LossRows > 0 ? _loss / LossRows : 0;

    public double LogLossReduction
    {
        get
        {
            if (LossRows == 0)
                return 0;

            var prior = EntropyOf(_lossPositives / LossRows);
            return (prior - _loss / LossRows) / prior;
        }
    }

    private double Rows => Confusion[0].Sum() + Confusion[1].Sum();

    private double LossRows => _lossPositives + _lossNegatives;

    /// <summary>Adds a row; a probability of NaN means that the model gives none.</summary>
    public void Add(bool positive, float score, float probability)
    {
        Confusion[positive ? 0 : 1][score > 0 ? 0 : 1]++;
        Ranking.Add(positive, score);
        _loss -= Math.Log2(positive ? probability : 1.0 - probability);
        if (float.IsNaN(probability))
            return;

        if (positive)
            _lossPositives++;
        else
            _lossNegatives++;
    }

    private static double EntropyOf(double p) =>
        p is <= 0 or >= 1 ? 0 : -p * Math.Log2(p) - (1 - p) * Math.Log2(1 - p);
}
