namespace Microsoft.ML.Data;

/// <summary>Scores of the positive and the negative rows, for the curves over all thresholds.</summary>
internal sealed class ScoreRanking
{
    private readonly List<(float Score, bool Positive)> _rows = [];

    public void Add(bool positive, float score) => _rows.Add((score, positive));

    /// <summary>The probability that a positive row scores above a negative one, ties counting half.</summary>
    public double AreaUnderRocCurve()
    {
        var positives = _rows.Count(row => row.Positive);
        RequireRows(positives, "positive", "PosSample");
        RequireRows(_rows.Count - positives, "negative", "NegSample");

        var above = 0.0;
        var area = 0.0;
        foreach (var tied in _rows.GroupBy(row => row.Score).OrderByDescending(group => group.Key))
        {
            var positive = tied.Count(row => row.Positive);
            area += (tied.Count() - positive) * (above + 0.5 * positive);
            above += positive;
        }

        return area / ((double)positives * (_rows.Count - positives));
    }

    /// <summary>Lower trapezoid estimate: Boyd, Eng, Page, "Area under the precision-recall curve", 2013.</summary>
    public double AreaUnderPrecisionRecallCurve()
    {
        double positives = _rows.Count(row => row.Positive);
        var truePositives = 0;
        var rank = 0;
        var precision = 1.0;
        var area = 0.0;
        foreach (var (_, positive) in _rows.OrderByDescending(row => row.Score))
        {
            rank++;
            if (!positive)
            {
                precision = (double)truePositives / rank;
                continue;
            }

            var next = (double)++truePositives / rank;
            area += (precision + next) / (2 * positives);
            precision = next;
        }

        return area;
    }

    private static void RequireRows(int count, string kind, string name)
    {
        if (count == 0)
            throw new ArgumentOutOfRangeException(name, $"AUC is not defined when there is no {kind} class in the data: evaluate on rows of both classes.");
    }
}
