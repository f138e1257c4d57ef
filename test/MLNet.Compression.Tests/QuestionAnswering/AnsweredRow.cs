namespace MLNet.Compression.Tests.QuestionAnswering;

internal sealed class AnsweredRow
{
    public string TrainingAnswer { get; set; } = "";

    public string[] Answer { get; set; } = [];

    public float[] Score { get; set; } = [];
}
