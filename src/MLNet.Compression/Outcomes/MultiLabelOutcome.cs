using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>The probability of each label, each on its own, and the labels that are probable enough.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="classes">The labels.</param>
/// <param name="hasKeys">Whether predicted labels are given as keys, as the labels were keys in training; otherwise as values.</param>
/// <param name="kind">Above which probability a label is predicted.</param>
internal sealed class MultiLabelOutcome(TextColumns columns, ClassKeys classes, bool hasKeys, MultiLabelOutcomeKind kind) : LabeledOutcome(columns, classes, hasKeys)
{
    private const int ScoreColumn = 0;

    public override OutcomeKind Kind => kind;

    public override HeadKind Head => HeadKind.MultiLabel;

    public override string Description => $"{Classes.Count} labels, several a text";

    /// <summary>The probability above which a label is predicted.</summary>
    public float Threshold => kind.Threshold;

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, Classes.Count), ScoreAnnotations(scoreSet, AnnotationKinds.MultiLabelClassification));
        schema.AddColumn(Columns.PredictedLabel!, new VectorDataViewType(LabelType), LabelAnnotations(scoreSet, AnnotationKinds.MultiLabelClassification));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? VectorGetter.Of(scores, Classes.Count)
        : ClassesGetter(() => MostProbable(scores.Current<float[]>()));

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        var texts = ReadLabeled(data, cancellationToken);
        return new MultiLabelValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), Threshold, Teacher: null);
    }

    /// <summary>Reads rows, whose labels are matched with the model's by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A label was never seen in training.</exception>
    public LabeledTexts<LabelSet> ReadLabeled(IDataView data, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabelSets(MicrosoftMLInternals.ShapeOf(data.Schema), Columns);
        return MultiLabelOutcomeKind.ReadSets(data, Columns, (row, item) => LabelSetReader.ByName(row, item, Classes), cancellationToken);
    }

    /// <remarks>The labels, then the threshold (Single).</remarks>
    public override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        writer.Write(Threshold);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no labels, or the threshold is out of its range.</exception>
    public static MultiLabelOutcome Read(BinaryReader reader, TextColumns columns)
    {
        var (classes, hasKeys) = ReadClasses(reader);
        var threshold = reader.ReadSingle();
        return threshold is > 0 and < 1
            ? new MultiLabelOutcome(columns, classes, hasKeys, new MultiLabelOutcomeKind(threshold))
            : throw new FormatException(FormattableString.Invariant($"the threshold {threshold}; it lies between 0 and 1"));
    }

    /// <summary>The labels above the threshold, the most probable first.</summary>
    private int[] MostProbable(float[] probabilities) =>
        [.. probabilities.Index().Where(label => label.Item > Threshold).OrderByDescending(label => label.Item).Select(label => label.Index)];
}
