using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>What a classifier asks and promises of its columns before it has seen data; <see cref="ClassOutcome"/> keeps it.</summary>
internal static class ClassColumnShapes
{
    /// <summary>The input's columns with score and predicted label behind them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape AddTo(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = CheckLabel(input, columns);
        var values = ValuesOf(label);
        return new SchemaShape(
        [
            .. input.Where(column => !columns.Predicted.Contains(column.Name)),
            ScoreAnnotation.ShapeColumn(columns.Score, Kind.Vector, Values(AnnotationKinds.SlotNames, TextDataViewType.Instance), Values(AnnotationKinds.TrainingLabelValues, values)),
            PredictedLabel(columns, Kind.Scalar, label.IsKey, values),
        ]);
    }

    /// <summary>The input's columns with those of a model that tells the class of each word behind them.</summary>
    /// <inheritdoc cref="AddTo"/>
    public static SchemaShape AddWordsTo(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = CheckWordLabels(input, columns);
        var values = ValuesOf(label);
        return new SchemaShape(
        [
            .. input.Where(column => !columns.Predicted.Contains(column.Name)),
            ScoreAnnotation.ShapeColumn(columns.Score, Kind.VariableVector, Values(AnnotationKinds.TrainingLabelValues, values)),
            PredictedLabel(columns, Kind.VariableVector, label.IsKey, values),
        ]);
    }

    /// <summary>The input's columns with those of a model of several labels a text behind them.</summary>
    /// <inheritdoc cref="AddTo"/>
    public static SchemaShape AddLabelSetsTo(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = CheckLabelSets(input, columns);
        var values = label.IsKey ? ValuesOf(label) : TextDataViewType.Instance;
        return new SchemaShape(
        [
            .. input.Where(column => !columns.Predicted.Contains(column.Name)),
            ScoreAnnotation.ShapeColumn(columns.Score, Kind.Vector, Values(AnnotationKinds.SlotNames, TextDataViewType.Instance), Values(AnnotationKinds.TrainingLabelValues, values)),
            PredictedLabel(columns, Kind.VariableVector, label.IsKey, values),
        ]);
    }

    /// <summary>Checks what training a classifier reads; gives the label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape.Column CheckLabel(SchemaShape schema, TextColumns columns)
    {
        ColumnChecks.CheckTraining(schema, columns);
        var label = ColumnChecks.Find(schema, "label", columns.Label);
        return label.Kind == Kind.Scalar && (label.IsKey || KeyValueTypes.Has(label.ItemType))
            ? label
            : throw ColumnChecks.Mismatch("label", label, "Key, or a single text, truth value, number or time", "Name the column that tells the classes apart, or convert this one to text first.");
    }

    /// <summary>Checks what training a tagger of words reads; gives the label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape.Column CheckWordLabels(SchemaShape schema, TextColumns columns)
    {
        ColumnChecks.CheckTexts(schema, columns);
        var label = ColumnChecks.Find(schema, "label", columns.Label);
        return label.Kind != Kind.Scalar && (label.IsKey || KeyValueTypes.Has(label.ItemType))
            ? label
            : throw ColumnChecks.Mismatch("label", label, "a vector of Key, or of texts, with one for each word", $"Name the column of the words' tags; from a vector of texts mlContext.Transforms.Conversion.MapValueToKey(\"{columns.Label}\") makes keys. A label for the whole text is for TextClassification.");
    }

    /// <summary>Checks what training a model of several labels a text reads; gives the label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape.Column CheckLabelSets(SchemaShape schema, TextColumns columns)
    {
        ColumnChecks.CheckTraining(schema, columns);
        return CheckLabelSets(schema, "label", columns.Label);
    }

    /// <summary>Checks a column of sets of labels, and gives it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public static SchemaShape.Column CheckLabelSets(SchemaShape schema, string role, string name)
    {
        var label = ColumnChecks.Find(schema, role, name);
        var hasSlots = label.Kind == Kind.Vector && !label.IsKey && IndicatorCollector.Fits(label.ItemType)
            && label.Annotations.Any(annotation => annotation.Name == AnnotationKinds.SlotNames);
        return label.Kind != Kind.Scalar && (label.IsKey || label.ItemType is TextDataViewType || hasSlots) ? label : throw ColumnChecks.Mismatch(
            role,
            label,
            "a vector of Key or String with the labels that apply, or one of Boolean or Single of known size with slot names, which are those of the labels",
            $"Name the column of the texts' labels; from a vector of texts mlContext.Transforms.Conversion.MapValueToKey(\"{name}\") makes keys. One label a text is for TextClassification.");
    }

    /// <summary>The type of the classes' values, those behind the keys if there are keys.</summary>
    private static DataViewType ValuesOf(SchemaShape.Column label)
    {
        var keyValues = label.Annotations.FirstOrDefault(annotation => annotation.Name == AnnotationKinds.KeyValues && annotation.Kind == Kind.Vector);
        return label.IsKey ? keyValues.ItemType ?? TextDataViewType.Instance : label.ItemType;
    }

    private static SchemaShape.Column PredictedLabel(TextColumns columns, Kind kind, bool isKey, DataViewType values) => isKey
        ? MicrosoftMLInternals.CreateShapeColumn(
            columns.PredictedLabel!, kind, NumberDataViewType.UInt32, isKey, new SchemaShape([Values(AnnotationKinds.KeyValues, values), .. ScoreAnnotation.Shapes()]))
        : MicrosoftMLInternals.CreateShapeColumn(columns.PredictedLabel!, kind, values, isKey, new SchemaShape(ScoreAnnotation.Shapes()));

    private static SchemaShape.Column Values(string name, DataViewType item) => MicrosoftMLInternals.CreateShapeColumn(name, Kind.Vector, item, isKey: false, annotations: null);
}
