using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>The probability of each tag for each word of a text, and the most probable tag.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="classes">The tags.</param>
/// <param name="hasKeys">Whether the most probable tags are given as keys, as the labels were keys in training; otherwise as values.</param>
internal sealed class NamedEntityOutcome(TextColumns columns, ClassKeys classes, bool hasKeys) : LabeledOutcome(columns, classes, hasKeys)
{
    private const int ScoreColumn = 0;

    public override OutcomeKind Kind => NamedEntityOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Token;

    public override string Description => $"{Classes.Count} tags of words";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        Classes.AddValuesTo(annotations, AnnotationKinds.TrainingLabelValues);
        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.SequenceClassification, AnnotationKinds.Score);
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, 0, Classes.Count), annotations.ToAnnotations());
        schema.AddColumn(Columns.PredictedLabel!, new VectorDataViewType(LabelType), LabelAnnotations(scoreSet, AnnotationKinds.SequenceClassification));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => VectorGetter.Fill(ref value, scores.Current<float[]>()))
        : ClassesGetter(() => TagsOf(scores.Current<float[]>()));

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckWordLabels(MicrosoftMLInternals.ShapeOf(data.Schema), Columns);
        var texts = NamedEntityOutcomeKind.ReadWords(data, Columns, (row, label) => LabelReader.ByName(row, label, Classes), cancellationToken);
        var tokens = texts.TokenizeValidation(Columns, model, cancellationToken);
        return new EntityValidationRows(tokens, [.. texts.Plain.Zip(texts.Labels, (text, words) => new TaggedText(text.Text, words))], Labels, Teacher: null);
    }

    /// <summary>Reads rows with whatever tags they have, and the names of these.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A row has not as many tags as words.</exception>
    public (LabeledTexts<WordLabels> Texts, IReadOnlyList<string> Names) ReadNamed(IDataView data, CancellationToken cancellationToken)
    {
        var (texts, tags) = NamedEntityOutcomeKind.ReadTagged(data, Columns, cancellationToken);
        return (texts, tags.ToClasses().Names);
    }

    /// <summary>Reads what <see cref="LabeledOutcome.Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no tags.</exception>
    public static NamedEntityOutcome Read(BinaryReader reader, TextColumns columns)
    {
        var (classes, hasKeys) = ReadClasses(reader);
        return new NamedEntityOutcome(columns, classes, hasKeys);
    }

    /// <summary>The most probable tag of each word; a negative number for a word without any.</summary>
    private int[] TagsOf(float[] probabilities)
    {
        var rows = new TagRows(probabilities, Labels);
        var tags = new int[rows.Words];
        for (var word = 0; word < tags.Length; word++)
        {
            tags[word] = rows.TagOf(word);
        }

        return tags;
    }
}
