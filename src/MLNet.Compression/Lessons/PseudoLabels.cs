using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Lessons;

/// <summary>Labels that teachers give to rows without, where they are sure (Lee 2013).</summary>
internal static class PseudoLabels
{
    /// <summary>The class of greatest mean probability of each row whose mean probability is large enough; null for the other rows.</summary>
    /// <param name="teachers">The probabilities that each teacher gives.</param>
    /// <param name="confidence">The least mean probability.</param>
    public static int?[] Of(IReadOnlyList<ProbabilityTable> teachers, double confidence)
    {
        var labels = new int?[teachers[0].Rows];
        var mean = new double[teachers[0].Classes];
        for (var row = 0; row < labels.Length; row++)
        {
            for (var c = 0; c < mean.Length; c++)
            {
                mean[c] = teachers.Average(teacher => (double)teacher[row][c]);
            }

            var best = Array.IndexOf(mean, mean.Max());
            labels[row] = mean[best] >= confidence ? best : null;
        }

        return labels;
    }
}
