namespace MLNet.Compression.Training.Data;

/// <summary>The answer to a question, as a part of a text.</summary>
/// <param name="Start">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">Its length, in UTF-16 code units; 0 for no answer.</param>
internal readonly record struct TrainingAnswer(int Start, int Length)
{
    /// <summary>Says that a text has no answer.</summary>
    public static TrainingAnswer None => default;

    public int End => Start + Length;
}
