namespace MLNet.Compression.Training.Data;

/// <summary>A question, the text that may answer it, and its right answers.</summary>
/// <param name="Question">The question.</param>
/// <param name="Context">The text.</param>
/// <param name="Answers">The right answers, at least one; "" says that the text has none.</param>
internal sealed record AnsweredQuestion(string Question, string Context, IReadOnlyList<string> Answers);
