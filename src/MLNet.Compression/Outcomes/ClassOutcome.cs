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
internal sealed class ClassOutcome(TextColumns columns, ClassKeys classes, bool hasKeys) : LabeledOutcome(columns, classes, hasKeys), IClassOutcome
{
    private const int ScoreColumn = 0;

    public override OutcomeKind Kind => ClassOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Sequence;

    public override string Description => $"{Classes.Count} classes";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, Classes.Count), ScoreAnnotations(scoreSet, AnnotationKinds.MulticlassClassification));
        schema.AddColumn(Columns.PredictedLabel!, LabelType, LabelAnnotations(scoreSet, AnnotationKinds.MulticlassClassification));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? VectorGetter.Of(scores, Classes.Count)
        : HasKeys ? (ValueGetter<uint>)((ref uint value) => value = (uint)MostProbable(scores.Current<float[]>()) + 1)
        : Classes.ValueGetter(() => MostProbable(scores.Current<float[]>()));

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        var texts = ReadLabeled(data, cancellationToken);
        return new ClassValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), Teacher: null);
    }

    /// <inheritdoc/>
    public LabeledTexts<int> ReadLabeled(IDataView data, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabel(MicrosoftMLInternals.ShapeOf(data.Schema), Columns);
        return LabeledTexts<int>.Read(data, Columns, (row, label) => LabelReader.ByName(row, label, Classes), (set, text, pair, label) => set.Add(text, pair, label), cancellationToken);
    }

    /// <summary>Reads what <see cref="LabeledOutcome.Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no classes.</exception>
    public static ClassOutcome Read(BinaryReader reader, TextColumns columns)
    {
        var (classes, hasKeys) = ReadClasses(reader);
        return new ClassOutcome(columns, classes, hasKeys);
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
}
