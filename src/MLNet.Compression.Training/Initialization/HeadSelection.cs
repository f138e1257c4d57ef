using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Initialization;

/// <summary>The heads, and the features within each, that a student takes from a teacher's attention.</summary>
/// <param name="Matching">For each of the student's features of queries and keys the teacher's, head by head.</param>
/// <param name="Passing">The same of values.</param>
internal sealed record HeadSelection(int[] Matching, int[] Passing)
{
    /// <summary>The most valued heads, and the most valued features within each.</summary>
    /// <param name="scores">Of the teacher's layer.</param>
    /// <param name="from">The teacher's layer.</param>
    /// <param name="to">The student's.</param>
    public static HeadSelection Choose(LayerUnitScores scores, LayerShape from, LayerShape to)
    {
        var heads = UnitSelection.Strongest(scores.Heads, to.Heads);
        return new HeadSelection(
            [.. heads.SelectMany(head => FeaturesOf(head, scores.MatchingFeatures, from.HeadSize, to.HeadSize))],
            [.. heads.SelectMany(head => FeaturesOf(head, scores.PassingFeatures, from.HeadSize, to.HeadSize))]);
    }

    private static IEnumerable<int> FeaturesOf(int head, double[] scores, int fromSize, int toSize) => head == UnitSelection.New
        ? Enumerable.Repeat(UnitSelection.New, toSize)
        : UnitSelection.Shifted(UnitSelection.Strongest(scores.AsSpan(head * fromSize, fromSize), toSize), head * fromSize);
}
