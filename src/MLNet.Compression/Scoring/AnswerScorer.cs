using System.Diagnostics.CodeAnalysis;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>Finds answers to questions with a model. Safe for several threads.</summary>
/// <param name="model">The model.</param>
/// <param name="outcome">How answers are looked for, and how many each row gets.</param>
/// <param name="threads">Threads that share a batch; 0 for all processors.</param>
internal sealed class AnswerScorer(CompressedModel model, AnswerOutcome outcome, int threads) : RowScorer<ScoredAnswers>
{
    private readonly LaidOutModel<AnswerFinder> _layout = new(() => new AnswerFinder(model, outcome.Search, threads));

    /// <summary>The most probable answers to one question.</summary>
    public FoundAnswer[] Find(ReadOnlySpan<char> question, ReadOnlySpan<char> context, int top)
    {
        var answers = new FoundAnswer[top];
        using var lease = _layout.Rent();
        return answers[..lease.Scorer.Find(question, context, answers)];
    }

    /// <inheritdoc/>
    public override void Score(IReadOnlyList<TextPair> rows, Span<ScoredAnswers?> results)
    {
        using var lease = _layout.Rent();
        var found = lease.Scorer.Find([.. rows.Select(row => (row.Text, row.Pair))], outcome.Top);
        for (var row = 0; row < found.Length; row++)
        {
            results[row] = new ScoredAnswers(rows[row].Pair, found[row]);
        }
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlyMemory<char> text, ReadOnlyMemory<char> pair, [NotNull] ref ScoredAnswers? result) =>
        result = new ScoredAnswers(pair.ToString().AsMemory(), Find(text.Span, pair.Span, outcome.Top));

    /// <inheritdoc/>
    public override void Free() => _layout.Free();
}
