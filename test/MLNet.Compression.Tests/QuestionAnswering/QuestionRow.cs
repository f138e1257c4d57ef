namespace MLNet.Compression.Tests.QuestionAnswering;

internal sealed class QuestionRow
{
    public string Question { get; set; } = "";

    public string Context { get; set; } = "";

    public string TrainingAnswer { get; set; } = "";

    public int AnswerIndex { get; set; }
}
