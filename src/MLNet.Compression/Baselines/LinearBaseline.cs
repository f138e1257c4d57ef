using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Baselines;

/// <summary>Measures ML.NET's linear models on the rows that a text model is measured on.</summary>
internal static class LinearBaseline
{
    /// <summary>What they reach; null where there is no validation set, no row with a label, or something else than classes or a number is predicted, which the log says.</summary>
    /// <param name="rows">The training data.</param>
    /// <param name="validationSet">The rows to measure on; null for none.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="log">Is told what came of it.</param>
    /// <param name="cancellationToken">Stops the training.</param>
    public static BaselineReport? Of(TrainingRows rows, IDataView? validationSet, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var fault = validationSet is null ? "there is no ValidationSet to measure it on"
            : rows.Outcome is not (IClassOutcome or ValueOutcome) ? $"ML.NET's linear trainers do not predict {rows.Outcome.Description}"
            : rows.Texts.Count == 0 ? "no row of the training data has a label"
            : null;
        if (fault is not null)
        {
            log.Inform($"linear baseline: not measured, as {fault}");
            return null;
        }

        var watch = Stopwatch.StartNew();
        log.Inform("linear baseline: n-grams and the best of ML.NET's linear trainers");
        var baseline = rows.Outcome is IClassOutcome classes
            ? OfClasses((LabeledTexts<int>)rows.Texts, classes.ReadLabeled(validationSet!, cancellationToken), rows.Outcome, seed, cancellationToken)
            : OfValues((LabeledTexts<float>)rows.Texts, ValueOutcomeKind.Read(validationSet!, rows.Outcome.Columns, cancellationToken), rows.Outcome, seed, cancellationToken);
        var report = baseline with { Elapsed = watch.Elapsed };
        log.Inform(FormattableString.Invariant($"{report.Name}: {report.Quality} on {report.Quality.Rows} rows, {report.Bytes:N0} bytes, learnt from {report.Rows:N0} rows in {report.Elapsed.TotalSeconds:F1} s"));
        return report;
    }

    private static BaselineReport OfClasses(LabeledTexts<int> train, LabeledTexts<int> test, Outcome outcome, int seed, CancellationToken cancellationToken)
    {
        var rows = RowsOf(test, (row, label) => row.Label = outcome.Labels[label]);
        var task = new LinearClasses { HasPairs = outcome.Columns.Pair is not null };
        return Measured(task, RowsOf(train, (row, label) => row.Label = outcome.Labels[label]), rows, seed, Judge, cancellationToken);

        QualityReport Judge(IDataView predicted)
        {
            var right = predicted.GetColumn<string>(task.PredictedColumn).Zip(rows).Count(pair => pair.First == pair.Second.Label);
            return new QualityReport(rows.Count, (double)right / rows.Count, LabelLoyalty: null, ProbabilityLoyalty: null);
        }
    }

    private static BaselineReport OfValues(LabeledTexts<float> train, LabeledTexts<float> test, Outcome outcome, int seed, CancellationToken cancellationToken)
    {
        var rows = RowsOf(test, (row, value) => row.Value = value);
        var task = new LinearValues { HasPairs = outcome.Columns.Pair is not null };
        return Measured(task, RowsOf(train, (row, value) => row.Value = value), rows, seed, Judge, cancellationToken);

        QualityReport Judge(IDataView predicted) =>
            QualityReport.OfValues([.. predicted.GetColumn<float>(task.PredictedColumn)], [.. rows.Select(row => row.Value)], teacher: null);
    }

    private static BaselineReport Measured(
        LinearTask task, IReadOnlyList<BaselineRow> train, IReadOnlyList<BaselineRow> test, int seed, Func<IDataView, QualityReport> judge, CancellationToken cancellationToken)
    {
        var (model, trainer, rows) = task.Train(seed, train, cancellationToken);
        var ml = new MLContext(seed);
        var view = ml.Data.LoadFromEnumerable(test);
        using var stream = new MemoryStream();
        ml.Model.Save(model, view.Schema, stream);
        return new BaselineReport(trainer, rows, TimeSpan.Zero, stream.Length, judge(model.Transform(view)));
    }

    private static IReadOnlyList<BaselineRow> RowsOf<TLabel>(LabeledTexts<TLabel> texts, Action<BaselineRow, TLabel> label)
        where TLabel : struct =>
    [
        .. texts.Plain.Zip(texts.Labels, (text, value) =>
        {
            var row = new BaselineRow { Text = text.Text, Pair = text.Pair ?? "" };
            label(row, value);
            return row;
        }),
    ];
}
