using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Classes;

namespace MLNet.Compression.Columns;

/// <summary>Adds score and predicted label, annotated as ML.NET's own classifiers do it, to a schema.</summary>
internal static class OutputColumns
{
    private static readonly KeyDataViewType _setIdType = new(typeof(uint), int.MaxValue);

    public static DataViewSchema AddTo(DataViewSchema input, TextColumns columns, ClassKeys classes)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        var setId = NextSetId(input);
        builder.AddColumn(columns.Score, new VectorDataViewType(NumberDataViewType.Single, classes.Count), Scores(classes, setId));
        builder.AddColumn(columns.PredictedLabel, new KeyDataViewType(typeof(uint), classes.Count), PredictedLabels(classes, setId));
        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations Scores(ClassKeys classes, uint setId)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
            AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, classes.Count), classes.GetNames);
        classes.AddValuesTo(annotations, AnnotationKinds.TrainingLabelValues);
        AddCommon(annotations, setId, AnnotationKinds.Score);
        return annotations.ToAnnotations();
    }

    private static DataViewSchema.Annotations PredictedLabels(ClassKeys classes, uint setId)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        classes.AddValuesTo(annotations, AnnotationKinds.KeyValues);
        AddCommon(annotations, setId, AnnotationKinds.PredictedLabel);
        return annotations.ToAnnotations();
    }

    private static void AddCommon(DataViewSchema.Annotations.Builder annotations, uint setId, string valueKind)
    {
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnSetId, _setIdType, setId);
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, AnnotationKinds.MulticlassClassification.AsMemory());
        annotations.AddPrimitiveValue(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, valueKind.AsMemory());
    }

    /// <summary>A number that tells these score columns from those of other models in the pipeline.</summary>
    private static uint NextSetId(DataViewSchema schema)
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
