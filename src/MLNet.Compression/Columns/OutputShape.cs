using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.ModelFiles;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Columns;

/// <summary>What an estimator promises of its columns before it has seen data; <see cref="OutputColumns"/> keeps it.</summary>
internal static class OutputShape
{
    /// <summary>The input's columns with score and predicted label behind them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape Of(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = ColumnChecks.CheckTraining(input, columns);
        var keyValues = label.Annotations.FirstOrDefault(annotation => annotation.Name == AnnotationKinds.KeyValues && annotation.Kind == Kind.Vector);
        var names = keyValues.ItemType ?? TextDataViewType.Instance;
        return new SchemaShape(
        [
            .. input.Where(column => column.Name != columns.Score && column.Name != columns.PredictedLabel),
            Column(columns.Score, Kind.Vector, NumberDataViewType.Single, annotations: new SchemaShape(
            [
                Column(AnnotationKinds.SlotNames, Kind.Vector, TextDataViewType.Instance),
                Column(AnnotationKinds.TrainingLabelValues, Kind.Vector, names),
                .. Common(),
            ])),
            Column(columns.PredictedLabel, Kind.Scalar, NumberDataViewType.UInt32, isKey: true, annotations: new SchemaShape(
            [
                Column(AnnotationKinds.KeyValues, Kind.Vector, names),
                .. Common(),
            ])),
        ]);
    }

    private static SchemaShape.Column[] Common() =>
    [
        Column(AnnotationKinds.ScoreColumnSetId, Kind.Scalar, NumberDataViewType.UInt32, isKey: true),
        Column(AnnotationKinds.ScoreColumnKind, Kind.Scalar, TextDataViewType.Instance),
        Column(AnnotationKinds.ScoreValueKind, Kind.Scalar, TextDataViewType.Instance),
    ];

    private static SchemaShape.Column Column(string name, Kind kind, DataViewType item, bool isKey = false, SchemaShape? annotations = null) =>
        MicrosoftMLInternals.CreateShapeColumn(name, kind, item, isKey, annotations);
}
