using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Outcomes;

/// <summary>A number, which the label column gives.</summary>
internal sealed class ValueOutcomeKind : OutcomeKind
{
    public static ValueOutcomeKind Instance { get; } = new();

    public override bool HasPredictedLabel => false;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckValueTraining(input, columns);
        return new SchemaShape([.. input.Where(column => column.Name != columns.Score), ScoreAnnotation.ShapeColumn(columns.Score, SchemaShape.Column.VectorKind.Scalar)]);
    }

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var texts = Read(input, columns, cancellationToken);
        texts.RequireRows(columns, "Is it the right column?");
        RequireVariety(texts, columns, "A regression needs rows of different values.");
        texts.WarnOfMissing(columns, log);
        return new TrainingRows(texts, new ValueOutcome(columns));
    }

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var texts = input.Schema.GetColumnOrNull(columns.Label) is null
            ? LabeledTexts<float>.WithoutLabels(input, columns, cancellationToken)
            : Read(input, columns, cancellationToken);
        return new TrainingRows(texts, new ValueOutcome(columns));
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) => new ValueOutcome(columns);

    public override Outcome Read(BinaryReader reader, TextColumns columns) => new ValueOutcome(columns);

    /// <summary>The rows whose label is a number; NaN is a missing label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A label is infinite.</exception>
    public static LabeledTexts<float> Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckValueTraining(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        return LabeledTexts<float>.Read(input, columns, LabelOf, (data, text, pair, value) => data.Add(text, pair, value), cancellationToken);
    }

    /// <exception cref="InvalidOperationException">All rows have the same label.</exception>
    public static void RequireVariety(LabeledTexts<float> texts, TextColumns columns, string why)
    {
        if (texts.Labels.All(value => value == texts.Labels[0]))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"All {texts.Count} rows of the training data have the value {texts.Labels[0]} in column '{columns.Label}'. {why}"));
        }
    }

    /// <summary>Reads a label that is a number; NaN is a missing one.</summary>
    /// <exception cref="InvalidOperationException">Later, a label is infinite.</exception>
    public static Func<float?> LabelOf(DataViewRow row, DataViewSchema.Column label)
    {
        var getter = row.GetGetter<float>(label);
        var value = 0f;
        return () =>
        {
            getter(ref value);
            return float.IsInfinity(value)
                ? throw new InvalidOperationException(FormattableString.Invariant($"Row {row.Position} has the label {value} in column '{label.Name}': only finite numbers can be learnt."))
                : float.IsNaN(value) ? null : value;
        };
    }
}
