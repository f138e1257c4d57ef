using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>The answers that a model finds to questions, and how good they are.</summary>
/// <param name="questions">The questions.</param>
/// <param name="options">How answers are looked for.</param>
internal sealed class AnswerMeasurement(IReadOnlyList<AnsweredQuestion> questions, AnswerOptions options)
{
    private const int BatchRows = 32;

    /// <summary>The most probable answer to each question; "" for none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public string[] Find(CompressedModel model, int threads = 0, CancellationToken cancellationToken = default)
    {
        using var finder = new AnswerFinder(model, options, threads);
        var answers = new List<string>();
        foreach (var batch in questions.Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = finder.Find([.. batch.Select(row => (row.Question.AsMemory(), row.Context.AsMemory()))], top: 1);
            answers.AddRange(batch.Zip(found, (row, best) => best.Length == 0 ? "" : best[0].In(row.Context)));
        }

        return [.. answers];
    }

    /// <summary>Judges answers.</summary>
    /// <param name="answers">The answer to each question.</param>
    /// <param name="teacher">Those of the model's teacher; null for none.</param>
    public QualityReport Judge(IReadOnlyList<string> answers, IReadOnlyList<string>? teacher)
    {
        var quality = AnswerQuality.Of(new AnswerPredictions(answers, [.. questions.Select(row => row.Answers)]));
        double? loyalty = teacher is null ? null : answers.Zip(teacher, (own, other) => own == other ? 1.0 : 0).Average();
        return new QualityReport(answers.Count, quality.ExactMatch, loyalty, ProbabilityLoyalty: null) { Answers = quality };
    }

    /// <summary>Finds answers, judges them, and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="teacher">The answers of its teacher; null for none.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public StageResult Measure(CompressedModel model, IReadOnlyList<string>? teacher, int threads, CancellationToken cancellationToken) =>
        StageMeasurement.Result(model, Judge(Find(model, threads, cancellationToken), teacher));
}
