using MLNet.Compression.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Evaluation;

/// <summary>Attacks on questions.</summary>
internal sealed partial class RobustnessEvaluation
{
    /// <summary>Answers among which right ones are looked for.</summary>
    private const int LikelyAnswers = 20;

    /// <summary>Attacks a model that finds answers.</summary>
    /// <param name="answerColumnName">The column of right answers: a text, or a vector of texts that all count as right.</param>
    /// <exception cref="ArgumentException">The model finds no answers, the data has no rows with one, or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public RobustnessMetrics<AnswerQuality> OfAnswers(string answerColumnName)
    {
        var outcome = Outcome as AnswerOutcome ?? throw Misfit("answers");
        RequireFirstText("questions alone are changed, and the texts that answer them stay");
        var (plain, execution) = (new PlainTexts(), new RunningExecution(_model.Host));
        plain.Read(data, outcome.Columns, options.CancellationToken);
        var answered = plain.RowsAndTexts.Zip(AnswerEvaluation.Texts(data, "answer", answerColumnName)).Where(row => row.Second.Length > 0);
        using var finder = new AnswerFinder(_model.Model, outcome.Search, threads: 1);
        var rows = Required(Some(answered, row => new QuestionAttackRow(
            row.First.First, new AnsweredQuestion(row.First.Second.Text, row.First.Second.Pair!, row.Second), (questions, context) => Find(finder, questions, context, execution))));
        return Judge(rows, Run(rows));
    }

    private RobustnessMetrics<AnswerQuality> Judge(QuestionAttackRow[] rows, IReadOnlyList<AttackedText> texts) => new(
        attack.Name, texts, QualityOf(rows, rows.Select(row => row.Ask([row.Text])[0].Prediction)), QualityOf(rows, texts.Select(text => text.Prediction)));

    private static AnswerQuality QualityOf(QuestionAttackRow[] rows, IEnumerable<string> answers) => AnswerQuality.Of(new AnswerPredictions([.. answers], [.. rows.Select(row => row.Answers)]));

    private static FoundText[][] Find(AnswerFinder finder, IReadOnlyList<string> questions, string context, RunningExecution execution)
    {
        execution.ThrowIfCancelled();
        var found = finder.Find([.. questions.Select(question => (question.AsMemory(), context.AsMemory()))], LikelyAnswers);
        return [.. found.Select(answers => answers.Select(answer => new FoundText(answer.In(context), answer.Score)).ToArray())];
    }
}
