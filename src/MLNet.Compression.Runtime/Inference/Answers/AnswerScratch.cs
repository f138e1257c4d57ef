namespace MLNet.Compression.Runtime.Inference.Answers;

/// <summary>The memory of one search beside that of the model. It grows to what the largest search needed.</summary>
internal sealed class AnswerScratch
{
    private float[] _logits = [];

    public TokenBatch Batch { get; } = new();

    public QuestionWindows Windows { get; } = new();

    /// <summary>Room for so many scores; the next call may give the same.</summary>
    public Span<float> Logits(int count)
    {
        if (_logits.Length < count)
        {
            _logits = new float[count];
        }

        return _logits.AsSpan(0, count);
    }
}
