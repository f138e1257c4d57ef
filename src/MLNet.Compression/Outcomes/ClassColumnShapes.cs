using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>What a classifier promises of its columns before it has seen data; <see cref="ClassOutcome"/> keeps it.</summary>
internal static class ClassColumnShapes
{
    /// <summary>The input's columns with score and predicted label behind them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static SchemaShape AddTo(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = ColumnChecks.CheckClassTraining(input, columns);
        var keyValues = label.Annotations.FirstOrDefault(annotation => annotation.Name == AnnotationKinds.KeyValues && annotation.Kind == Kind.Vector);
        var names = keyValues.ItemType ?? TextDataViewType.Instance;
        return new SchemaShape(
        [
            .. input.Where(column => column.Name != columns.Score && column.Name != columns.PredictedLabel),
            ScoreAnnotation.ShapeColumn(columns.Score, Kind.Vector, Values(AnnotationKinds.SlotNames, TextDataViewType.Instance), Values(AnnotationKinds.TrainingLabelValues, names)),
            MicrosoftMLInternals.CreateShapeColumn(
                columns.PredictedLabel!, Kind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape([Values(AnnotationKinds.KeyValues, names), .. ScoreAnnotation.Shapes()])),
        ]);
    }

    private static SchemaShape.Column Values(string name, DataViewType item) => MicrosoftMLInternals.CreateShapeColumn(name, Kind.Vector, item, isKey: false, annotations: null);
}
