namespace MLNet.Compression.Training.Data;

/// <summary>The labels that a text has, of those that each apply or not.</summary>
/// <param name="Labels">Their numbers from 0, ascending, each once; none where no label applies.</param>
internal readonly record struct LabelSet(int[] Labels)
{
    /// <summary>The labels whose score is above a threshold.</summary>
    /// <param name="scores">A score for each label.</param>
    /// <param name="threshold">The threshold.</param>
    public static LabelSet Above(ReadOnlySpan<float> scores, float threshold)
    {
        var labels = new List<int>();
        for (var label = 0; label < scores.Length; label++)
        {
            if (scores[label] > threshold)
            {
                labels.Add(label);
            }
        }

        return new LabelSet([.. labels]);
    }

    /// <summary>Whether both have the same labels.</summary>
    public bool Is(LabelSet other) => Labels.AsSpan().SequenceEqual(other.Labels);
}
