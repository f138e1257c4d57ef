namespace MLNet.Compression.Training.Robustness;

/// <summary>Which words the prediction hangs on (Jin et al. 2020): what the right one loses without a word.</summary>
internal static class WordImportance
{
    /// <summary>The places of the words that may be changed, the most important first; of equals the first in the text.</summary>
    public static IReadOnlyList<int> Order(AttackSubject subject)
    {
        int[] places = [.. subject.Places];
        var without = subject.Ask([.. places.Select(place => subject.Candidate(place, ""))]);
        return [.. places.Zip(without, (place, answer) => (place, Importance: subject.Answer.ImportanceBy(answer))).OrderByDescending(word => word.Importance).ThenBy(word => word.place).Select(word => word.place)];
    }
}
