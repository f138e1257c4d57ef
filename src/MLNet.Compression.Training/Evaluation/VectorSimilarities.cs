namespace MLNet.Compression.Training.Evaluation;

/// <summary>How alike texts are by their vectors.</summary>
internal static class VectorSimilarities
{
    /// <summary>Pairs beyond these are not looked at: all of a thousand rows.</summary>
    private const int MostPairs = 500_000;
    private const int Seed = 1;

    /// <summary>a · b / (‖a‖ ‖b‖); 0 where either is 0.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">One of the same dimensions.</param>
    public static double Cosine(float[] a, float[] b)
    {
        var (dot, ofA, ofB) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            ofA += (double)a[i] * a[i];
            ofB += (double)b[i] * b[i];
        }

        return ofA > 0 && ofB > 0 ? dot / Math.Sqrt(ofA * ofB) : 0;
    }

    /// <summary>Spearman's correlation of the cosines of pairs of rows in two spaces, whose dimensions may differ; NaN where there is one pair or none, or all are alike.</summary>
    /// <param name="first">The vectors of the rows.</param>
    /// <param name="second">The other vectors of the same rows.</param>
    public static double Correlation(IReadOnlyList<float[]> first, IReadOnlyList<float[]> second)
    {
        (int A, int B)[] pairs = [.. Pairs(first.Count)];
        return new SpearmanCorrelation().Evaluate(new RegressionPredictions(
            [.. pairs.Select(pair => Cosine(first[pair.A], first[pair.B]))], [.. pairs.Select(pair => Cosine(second[pair.A], second[pair.B]))]));
    }

    /// <summary>All pairs of some rows, each once; of many rows as many pairs of each.</summary>
    /// <param name="rows">Number of rows.</param>
    public static IEnumerable<(int A, int B)> Pairs(int rows)
    {
        var order = Enumerable.Range(0, rows).ToArray();
        new Random(Seed).Shuffle(order);
        var distances = Enumerable.Range(1, rows / 2).TakeWhile(distance => distance == 1 || (long)distance * rows <= MostPairs);
        return
            from distance in distances
            from place in Enumerable.Range(0, 2 * distance == rows ? distance : rows)
            select (order[place], order[(place + distance) % rows]);
    }
}
