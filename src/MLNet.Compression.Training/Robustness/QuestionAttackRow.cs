using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A question to a text. The question is changed; the text, in which the answer stands, stays.</summary>
/// <param name="row">The row of the data, from 0.</param>
/// <param name="question">The question with its right answers.</param>
/// <param name="find">Finds the answers to several questions to a text, the best first; called from several threads.</param>
internal sealed class QuestionAttackRow(int row, AnsweredQuestion question, Func<IReadOnlyList<string>, string, FoundText[][]> find) : AttackRow(row)
{
    /// <summary>The right answers.</summary>
    public IReadOnlyList<string> Answers => question.Answers;

    public override SplitText Text { get; } = SplitText.Of(question.Question);

    public override string Right => string.Join(" | ", question.Answers);

    protected override object Content => new { Row, question.Question, question.Context, question.Answers };

    public override ModelAnswer[] Ask(IReadOnlyList<SplitText> texts) =>
        [.. find([.. texts.Select(text => text.Shown())], question.Context).Select(found => new QuestionAnswerFound(found, question.Answers))];
}
