using System.Text.Json;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>Refuses stages that no fit leaves.</summary>
internal static class StageCheck
{
    private const double Largest = 1e15;

    /// <exception cref="JsonException">A value is missing or out of range.</exception>
    public static void Require(StageReport? stage)
    {
        if (stage is null)
        {
            throw new JsonException("null where a stage should be.");
        }

        RequireNumbers(stage.Stage, [stage.TokensPerSecond, stage.PeakBytes, stage.Environment?.Threads ?? 0], least: 0);
        if (stage.Vocabulary is { } vocabulary)
        {
            RequireNumbers(stage.Stage, [vocabulary.PiecesBefore, vocabulary.Pieces, vocabulary.Coverage, vocabulary.Texts, vocabulary.ChangedTexts], least: 0);
        }

        if (stage.Curve is { } curve)
        {
            Require(stage.Stage, curve);
        }

        if (stage.Result is { } result)
        {
            Require(stage.Stage, result);
        }
    }

    private static void Require(string stage, LearningCurve curve)
    {
        if (curve.Losses.Any(point => point is null) || curve.Scores.Any(point => point is null))
        {
            throw Fault(stage, "a curve with null for a point");
        }

        RequireNumbers(stage, [.. curve.Losses.Select(point => (double)point.Step), .. curve.Scores.Select(point => (double)point.Step)], least: 0);
        RequireNumbers(stage, curve.Losses.Select(point => point.Loss), -Largest);
        RequireNumbers(stage, curve.Scores.SelectMany(point => new[] { point.Validation.Score, point.Validation.TeacherAgreement ?? 0 }), -Largest);
    }

    private static void Require(string stage, StageResult result)
    {
        var (quality, latency) = (result.Quality, result.Latency);
        RequireNumbers(stage, [result.Bytes, quality.Rows, latency.Tokens, latency.Milliseconds, latency.Percentile95, latency.Percentile99, latency.Runs], least: 0);
        RequireNumbers(stage, [quality.Accuracy, quality.LabelLoyalty ?? 0, quality.ProbabilityLoyalty ?? 0], -Largest);
        if (quality.Regression is { } regression)
        {
            RequireNumbers(stage, [regression.Pearson, regression.Spearman, regression.RootMeanSquaredError, regression.TeacherPearson ?? 0], -Largest);
        }

        if (quality.Entities is { } entities)
        {
            RequireNumbers(stage, [entities.Precision, entities.Recall, entities.F1, entities.MacroF1], least: 0);
        }

        if (quality.Answers is { } answers)
        {
            RequireNumbers(stage, [answers.ExactMatch, answers.F1], least: 0);
        }

        if (quality.MultiLabel is { } labels)
        {
            RequireNumbers(stage, [labels.ExactMatch, labels.Precision, labels.Recall, labels.MicroF1, labels.MacroF1], least: 0);
        }

        if (quality.Embeddings is { } vectors)
        {
            RequireNumbers(stage, [vectors.Cosine, vectors.SimilarityCorrelation], -Largest);
        }

        if (result.Agreement is { } agreement)
        {
            RequireNumbers(stage, [agreement.BothRight, agreement.OnlyModelRight, agreement.OnlyTeacherRight, agreement.SameError, agreement.DifferentErrors], least: 0);
        }

        if (result.Confusion is { } confusion)
        {
            Require(stage, confusion);
        }
    }

    private static void Require(string stage, ConfusionReport confusion)
    {
        var classes = confusion.Classes.Count;
        if (classes > ConfusionReport.MostClasses || confusion.ClassCount < classes || confusion.Confused.Count > ConfusionReport.MostPairs)
        {
            throw Fault(stage, $"{confusion.Confused.Count} pairs of {classes} of {confusion.ClassCount} classes");
        }

        if (confusion.Classes.Any(label => label is null || label.Correct < 0 || label.Correct > label.Rows || label.Correct > label.Predicted)
            || confusion.Confused.Any(pair => pair is null || (uint)pair.Label >= (uint)classes || (uint)pair.Prediction >= (uint)classes || pair.Rows < 0))
        {
            throw Fault(stage, "a confusion of classes whose counts do not fit each other");
        }

        RequireNumbers(stage, [.. confusion.Classes.SelectMany(label => new double[] { label.Rows, label.Predicted }), .. confusion.Confused.Select(pair => (double)pair.Rows)], least: 0);
    }

    private static void RequireNumbers(string stage, IEnumerable<double> numbers, double least)
    {
        foreach (var number in numbers)
        {
            if (number < least || number > Largest)
            {
                throw Fault(stage, FormattableString.Invariant($"the number {number}, which is not within {least} and {Largest}"));
            }
        }
    }

    private static JsonException Fault(string stage, string what) => new($"Stage '{ShortText.Of(stage)}' has {what}.");
}
