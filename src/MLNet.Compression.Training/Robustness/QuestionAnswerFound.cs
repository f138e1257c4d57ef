using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Robustness;

/// <summary>The answers to a question; the best one is right where it is a right one but for case, punctuation and articles.</summary>
/// <param name="found">The answers, the best first.</param>
/// <param name="right">The right ones.</param>
internal sealed class QuestionAnswerFound(IReadOnlyList<FoundText> found, IReadOnlyList<string> right)
    : ModelAnswer(IsRight(BestOf(found), right) ? 1 : 0, found.Where(answer => IsRight(answer.Text, right)).Sum(answer => answer.Probability))
{
    /// <inheritdoc/>
    public override string Prediction => BestOf(found);

    private static string BestOf(IReadOnlyList<FoundText> found) => found.Count == 0 ? "" : found[0].Text;

    private static bool IsRight(string answer, IReadOnlyList<string> right) => new ExactMatch().Evaluate(new AnswerPredictions([answer], [right])) == 1;
}
