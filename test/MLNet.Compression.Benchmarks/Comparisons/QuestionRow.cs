namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>A question of SQuAD.</summary>
internal sealed class QuestionRow
{
    public string Context { get; set; } = "";

    public string Question { get; set; } = "";

    public string TrainingAnswer { get; set; } = "";

    public int AnswerIndex { get; set; }

    /// <summary>All answers that count as right.</summary>
    public string[] Answers { get; set; } = [];
}
