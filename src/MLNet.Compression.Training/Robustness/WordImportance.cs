namespace MLNet.Compression.Training.Robustness;

/// <summary>Which words the prediction hangs on (Jin et al. 2020, eq. 2): what the right class loses without a word, and where another class wins, what that one gains too.</summary>
internal static class WordImportance
{
    /// <summary>The places of all words, the most important first; of equals the first in the text.</summary>
    public static IReadOnlyList<int> Order(AttackSubject subject)
    {
        var (text, before) = (subject.Text, subject.Probabilities);
        var without = subject.Ask([.. Enumerable.Range(0, text.Words.Count).Select(place => subject.Candidate(place, ""))]);
        double[] importances = [.. without.Select(probabilities => Of(before, probabilities, subject.Label))];
        return [.. Enumerable.Range(0, importances.Length).OrderByDescending(place => importances[place]).ThenBy(place => place)];
    }

    /// <summary>The importance of a word.</summary>
    /// <param name="before">Probabilities with it.</param>
    /// <param name="without">Probabilities without it.</param>
    /// <param name="label">The right class.</param>
    public static double Of(ReadOnlySpan<float> before, ReadOnlySpan<float> without, int label)
    {
        var other = AttackSubject.Predicted(without);
        var loss = (double)before[label] - without[label];
        return other == label ? loss : loss + without[other] - before[other];
    }
}
