using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>The probability of each class, and the most probable class.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="classes">The classes.</param>
/// <param name="hasKeys">Whether the most probable class is given as a key, as the label was one in training; otherwise as a value.</param>
internal sealed class ClassOutcome(TextColumns columns, ClassKeys classes, bool hasKeys) : Outcome(columns), IClassOutcome
{
    private const int ScoreColumn = 0;

    /// <summary>Marks the type of the values in files where there are no keys.</summary>
    private const byte NoKeys = 0x80;

    public override OutcomeKind Kind => ClassOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Sequence;

    public override IReadOnlyList<string> Labels => classes.Names;

    public override string Description => $"{classes.Count} classes";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, classes.Count), ScoreAnnotations(scoreSet));
        schema.AddColumn(Columns.PredictedLabel!, hasKeys ? new KeyDataViewType(typeof(uint), classes.Count) : classes.ItemType, LabelAnnotations(scoreSet));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => GetScores(scores.Current<float[]>(), ref value))
        : hasKeys ? (ValueGetter<uint>)((ref uint value) => value = (uint)MostProbable(scores.Current<float[]>()) + 1)
        : classes.ValueGetter(() => MostProbable(scores.Current<float[]>()));

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        var texts = ReadLabeled(data, cancellationToken);
        return new ClassValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), Teacher: null);
    }

    /// <inheritdoc/>
    public LabeledTexts<int> ReadLabeled(IDataView data, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabel(MicrosoftMLInternals.ShapeOf(data.Schema), Columns);
        return LabeledTexts<int>.Read(data, Columns, (row, label) => LabelReader.ByName(row, label, classes), (set, text, pair, label) => set.Add(text, pair, label), cancellationToken);
    }

    public override TextModel InOrderOf(Outcome data, TextModel model)
    {
        var indices = new ClassNames(Labels).IndicesOf(data.Labels);
        string[] missing = [.. Labels.Except(data.Labels)];
        string[] added = [.. data.Labels.Where((_, i) => indices[i] is null)];
        return missing.Length == 0 && added.Length == 0 && Labels.Count == data.Labels.Count
            ? ClassOrder.Apply(model, [.. indices.Select(index => index!.Value)])
            : throw OtherClasses(missing, added);
    }

    public override void Write(BinaryWriter writer) => classes.Write(writer, hasKeys ? (byte)0 : NoKeys);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no classes.</exception>
    public static ClassOutcome Read(BinaryReader reader, TextColumns columns)
    {
        var type = reader.ReadByte();
        return new ClassOutcome(columns, ClassKeys.Read(reader, (byte)(type & ~NoKeys)), (type & NoKeys) == 0);
    }

    private InvalidOperationException OtherClasses(string[] missing, string[] added)
    {
        string[] differences =
        [
            .. missing.Length > 0 ? [$"lacks {ClassNames.Describe(missing)}"] : Array.Empty<string>(),
            .. added.Length > 0 ? [$"has {ClassNames.Describe(added)} besides"] : Array.Empty<string>(),
        ];
        return new InvalidOperationException(
            $"Label column '{Columns.Label}' has other classes than the model to start from: it {string.Join(" and ", differences)}. Both need the same classes, in any order. Labels mapped to keys before the data is split keep all of them.");
    }

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
        if (hasKeys)
        {
            classes.AddValuesTo(annotations, AnnotationKinds.KeyValues);
        }

        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.MulticlassClassification, AnnotationKinds.PredictedLabel);
        return annotations.ToAnnotations();
    }
}
