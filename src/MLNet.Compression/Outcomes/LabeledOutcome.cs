using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>Something that is one of some classes, or several, whose values the label column has.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="classes">The classes.</param>
/// <param name="hasKeys">Whether the most probable class is given as a key, as the label was one in training; otherwise as a value.</param>
internal abstract class LabeledOutcome(TextColumns columns, ClassKeys classes, bool hasKeys) : Outcome(columns)
{
    /// <summary>Marks the type of the values in files where there are no keys.</summary>
    private const byte NoKeys = 0x80;

    public sealed override IReadOnlyList<string> Labels => classes.Names;

    protected ClassKeys Classes => classes;

    protected bool HasKeys => hasKeys;

    /// <summary>The type of a predicted class.</summary>
    protected PrimitiveDataViewType LabelType => hasKeys ? new KeyDataViewType(typeof(uint), classes.Count) : classes.ItemType;

    public sealed override TextModel InOrderOf(Outcome data, TextModel model)
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
    protected static (ClassKeys Classes, bool HasKeys) ReadClasses(BinaryReader reader)
    {
        var type = reader.ReadByte();
        return (ClassKeys.Read(reader, (byte)(type & ~NoKeys)), (type & NoKeys) == 0);
    }

    /// <summary>The getter of a column of vectors of predicted classes.</summary>
    /// <param name="indices">Gives the classes of the row at hand; a negative one is missing.</param>
    protected Delegate ClassesGetter(Func<IReadOnlyList<int>> indices) => hasKeys
        ? (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> value) => VectorGetter.Fill(ref value, [.. indices().Select(index => (uint)(index + 1))]))
        : classes.ValuesGetter(indices);

    /// <summary>The annotations of a column with a score for each class.</summary>
    /// <param name="scoreSet">The model's number in its pipeline.</param>
    /// <param name="columnKind">The task.</param>
    protected DataViewSchema.Annotations ScoreAnnotations(uint scoreSet, string columnKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add<VBuffer<ReadOnlyMemory<char>>>(
            AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, classes.Count), classes.GetNames);
        classes.AddValuesTo(annotations, AnnotationKinds.TrainingLabelValues);
        ScoreAnnotation.AddTo(annotations, scoreSet, columnKind, AnnotationKinds.Score);
        return annotations.ToAnnotations();
    }

    /// <summary>The annotations of the column of predicted classes.</summary>
    /// <param name="scoreSet">The model's number in its pipeline.</param>
    /// <param name="columnKind">The task.</param>
    protected DataViewSchema.Annotations LabelAnnotations(uint scoreSet, string columnKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (hasKeys)
        {
            classes.AddValuesTo(annotations, AnnotationKinds.KeyValues);
        }

        ScoreAnnotation.AddTo(annotations, scoreSet, columnKind, AnnotationKinds.PredictedLabel);
        return annotations.ToAnnotations();
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
}
