using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>The annotations by which ML.NET's evaluators know the columns of one model.</summary>
internal static class ScoreAnnotation
{
    private static readonly KeyDataViewType _setIdType = new(typeof(uint), int.MaxValue);

    /// <param name="annotations">Of a column.</param>
    /// <param name="scoreSet">The model's number in its pipeline.</param>
    /// <param name="columnKind">The task.</param>
    /// <param name="valueKind">What the column is in it.</param>
    public static void AddTo(DataViewSchema.Annotations.Builder annotations, uint scoreSet, string columnKind, string valueKind)
    {
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setIdType, scoreSet);
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, columnKind.AsMemory());
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
    }

    /// <summary>A score column as an estimator promises it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Whether it is a vector.</param>
    /// <param name="more">Annotations before these.</param>
    public static SchemaShape.Column ShapeColumn(string name, Kind kind, params SchemaShape.Column[] more) =>
        MicrosoftMLInternals.CreateShapeColumn(name, kind, NumberDataViewType.Single, isKey: false, new SchemaShape([.. more, .. Shapes()]));

    /// <summary>What <see cref="AddTo"/> adds, as an estimator promises it.</summary>
    public static SchemaShape.Column[] Shapes() =>
    [
        MicrosoftMLInternals.CreateShapeColumn(AnnotationKinds.ScoreColumnSetId, Kind.Scalar, NumberDataViewType.UInt32, isKey: true, annotations: null),
        MicrosoftMLInternals.CreateShapeColumn(AnnotationKinds.ScoreColumnKind, Kind.Scalar, TextDataViewType.Instance, isKey: false, annotations: null),
        MicrosoftMLInternals.CreateShapeColumn(AnnotationKinds.ScoreValueKind, Kind.Scalar, TextDataViewType.Instance, isKey: false, annotations: null),
    ];

    /// <summary>A number that tells these score columns from those of other models in the pipeline.</summary>
    public static uint NextSet(DataViewSchema schema)
    {
        uint last = 0;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type.RawType == typeof(uint))
            {
                uint id = 0;
                column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref id);
                last = Math.Max(last, id);
            }
        }

        return last + 1;
    }
}
