using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Scoring;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>The probability of each class, and the most probable class as a key.</summary>
internal sealed class ClassOutcome(TextColumns columns, ClassKeys classes) : Outcome(columns)
{
    private const int ScoreColumn = 0;

    public override OutcomeKind Kind => ClassOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Sequence;

    public override IReadOnlyList<string> Labels => classes.Names;

    public override string Description => $"{classes.Count} classes";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, classes.Count), ScoreAnnotations(scoreSet));
        schema.AddColumn(Columns.PredictedLabel!, new KeyDataViewType(typeof(uint), classes.Count), LabelAnnotations(scoreSet));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => GetScores(scores.Current(), ref value))
        : (ValueGetter<uint>)((ref uint value) => value = (uint)MostProbable(scores.Current()) + 1);

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        var shape = MicrosoftMLInternals.ShapeOf(data.Schema);
        ColumnChecks.CheckTexts(shape, Columns);
        if (data.Schema.GetColumnOrNull(Columns.Label)?.Type is not TextDataViewType)
        {
            ColumnChecks.CheckClassTraining(shape, Columns);
        }

        var texts = LabeledTexts<int>.Read(data, Columns, (row, label) => LabelReader.ByName(row, label, classes), (set, text, pair, label) => set.Add(text, pair, label), cancellationToken);
        return new ClassValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), Teacher: null);
    }

    public override void RequireSame(Outcome other)
    {
        if (!Labels.SequenceEqual(other.Labels))
        {
            throw new InvalidOperationException(
                $"Label column '{Columns.Label}' has the classes {ClassKeys.Describe(other.Labels)}, but the model to start from has {ClassKeys.Describe(Labels)}. Both need the same classes in the same order: map the labels with the MapValueToKey transformer that the model was trained with, or pass its key values as keyData.");
        }
    }

    public override void Write(BinaryWriter writer) => classes.Write(writer);

    private static void GetScores(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private static int MostProbable(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private DataViewSchema.Annotations ScoreAnnotations(uint scoreSet)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
            AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, classes.Count), classes.GetNames);
        classes.AddValuesTo(annotations, AnnotationKinds.TrainingLabelValues);
        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.MulticlassClassification, AnnotationKinds.Score);
        return annotations.ToAnnotations();
    }

    private DataViewSchema.Annotations LabelAnnotations(uint scoreSet)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        classes.AddValuesTo(annotations, AnnotationKinds.KeyValues);
        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.MulticlassClassification, AnnotationKinds.PredictedLabel);
        return annotations.ToAnnotations();
    }
}
