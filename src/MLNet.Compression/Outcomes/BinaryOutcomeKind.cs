using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>Whether something is true of a text, which the label column says.</summary>
internal sealed class BinaryOutcomeKind : OutcomeKind
{
    public static BinaryOutcomeKind Instance { get; } = new();

    public override bool HasProbability => true;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        CheckLabel(input, columns);
        return new SchemaShape(
        [
            .. input.Where(column => !columns.Predicted.Contains(column.Name)),
            ScoreAnnotation.ShapeColumn(columns.Score, Kind.Scalar),
            ScoreAnnotation.ShapeColumn(columns.Probability!, Kind.Scalar, MicrosoftMLInternals.CreateShapeColumn(AnnotationKinds.IsNormalized, Kind.Scalar, BooleanDataViewType.Instance, isKey: false, annotations: null)),
            MicrosoftMLInternals.CreateShapeColumn(columns.PredictedLabel!, Kind.Scalar, BooleanDataViewType.Instance, isKey: false, new SchemaShape(ScoreAnnotation.Shapes())),
        ]);
    }

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var texts = Read(input, columns, cancellationToken);
        texts.RequireRows(columns, "Is it the right column?");
        if (texts.Labels.All(label => label == texts.Labels[0]))
        {
            throw new InvalidOperationException(
                $"All {texts.Count} rows of the training data have the label {BinaryOutcome.ClassNames[texts.Labels[0]]} in column '{columns.Label}'. A classifier needs rows of both kinds.");
        }

        return new TrainingRows(texts, new BinaryOutcome(columns));
    }

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var texts = input.Schema.GetColumnOrNull(columns.Label) is null
            ? LabeledTexts<int>.WithoutLabels(input, columns, cancellationToken)
            : Read(input, columns, cancellationToken);
        return new TrainingRows(texts, new BinaryOutcome(columns));
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) => new BinaryOutcome(columns);

    public override Outcome Read(BinaryReader reader, TextColumns columns) => new BinaryOutcome(columns);

    /// <summary>The rows with the class of each: 0 for what is false, 1 for what is true.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static LabeledTexts<int> Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        CheckLabel(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        return LabeledTexts<int>.Read(input, columns, LabelOf, (data, text, pair, label) => data.Add(text, pair, label), cancellationToken);
    }

    private static void CheckLabel(SchemaShape schema, TextColumns columns)
    {
        ColumnChecks.CheckTraining(schema, columns);
        var label = ColumnChecks.Find(schema, "label", columns.Label);
        if (label.IsKey || label.Kind != Kind.Scalar || label.ItemType is not BooleanDataViewType)
        {
            throw ColumnChecks.Mismatch(
                "label", label, "Boolean", $"Put mlContext.Transforms.Conversion.ConvertType(\"{label.Name}\", outputKind: DataKind.Boolean) before this estimator, or, for more than two classes, use mlContext.MulticlassClassification.Trainers.");
        }
    }

    private static Func<int?> LabelOf(DataViewRow row, DataViewSchema.Column label)
    {
        var getter = row.GetGetter<bool>(label);
        var value = false;
        return () =>
        {
            getter(ref value);
            return value ? 1 : 0;
        };
    }
}
