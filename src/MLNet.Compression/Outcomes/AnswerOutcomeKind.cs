using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Data;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>The part of a text that answers a question.</summary>
/// <param name="search">How answers are looked for.</param>
/// <param name="top">How many answers each row gets.</param>
internal sealed class AnswerOutcomeKind(AnswerOptions search, int top) : OutcomeKind
{
    /// <summary>The most answers of a row.</summary>
    public const int MostAnswers = 1000;

    /// <summary>With the usual settings.</summary>
    public static AnswerOutcomeKind Usual { get; } = new(new AnswerOptions(), top: 3);

    /// <summary>How answers are looked for.</summary>
    public AnswerOptions Search => search;

    /// <summary>How many answers each row gets.</summary>
    public int Top => top;

    /// <inheritdoc/>
    public override bool HasLabelPosition => true;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        AnswerColumns.Check(input, columns);
        return new SchemaShape(
        [
            .. input.Where(column => !columns.Predicted.Contains(column.Name)),
            MicrosoftMLInternals.CreateShapeColumn(columns.Score, Kind.Vector, NumberDataViewType.Single, isKey: false, annotations: null),
            MicrosoftMLInternals.CreateShapeColumn(columns.PredictedLabel!, Kind.Vector, TextDataViewType.Instance, isKey: false, annotations: null),
        ]);
    }

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var texts = Read(input, columns, cancellationToken);
        texts.RequireRows(columns, "Is it the right column? Where texts may have no answer, set MayHaveNoAnswer.");
        texts.WarnOfMissing(columns, log);
        return new TrainingRows(texts, new AnswerOutcome(columns, this));
    }

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var texts = input.Schema.GetColumnOrNull(columns.Label) is null
            ? LabeledTexts<TrainingAnswer>.WithoutLabels(input, columns, cancellationToken)
            : Read(input, columns, cancellationToken);
        return new TrainingRows(texts, new AnswerOutcome(columns, this));
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) => new AnswerOutcome(columns, this);

    public override Outcome Read(BinaryReader reader, TextColumns columns)
    {
        var kind = ReadKind(reader);
        return new AnswerOutcome(columns, kind);
    }

    /// <summary>The questions whose answer is known; where there may be none, a missing answer says so.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">An answer does not stand where its index says.</exception>
    public LabeledTexts<TrainingAnswer> Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        AnswerColumns.Check(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        return LabeledTexts<TrainingAnswer>.Read(
            input,
            columns,
            (row, _) => AnswerColumns.Open(row, columns, search.MayHaveNone),
            (data, question, context, answer) => data.Add(question, context.GetValueOrDefault(), answer, search),
            cancellationToken);
    }

    /// <summary>The rows as questions with their right answers.</summary>
    public static AnsweredQuestion[] QuestionsOf(LabeledTexts<TrainingAnswer> texts) =>
        [.. texts.Plain.Zip(texts.Labels, (row, answer) => new AnsweredQuestion(row.Text, row.Pair!, [row.Pair!.Substring(answer.Start, answer.Length)]))];

    /// <summary>Writes the settings: stride, tokens of an answer, tokens of a question, answers of a row (int32 each), whether there may be none (bool).</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(search.Stride);
        writer.Write(search.MostAnswerTokens);
        writer.Write(search.MostQuestionTokens);
        writer.Write(top);
        writer.Write(search.MayHaveNone);
    }

    /// <exception cref="FormatException">A setting is out of its range.</exception>
    private static AnswerOutcomeKind ReadKind(BinaryReader reader)
    {
        var (stride, answer, question, top) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var options = new AnswerOptions { Stride = stride, MostAnswerTokens = answer, MostQuestionTokens = question, MayHaveNone = reader.ReadBoolean() };
        return top is >= 1 and <= MostAnswers
            ? new AnswerOutcomeKind(options.Checked(), top)
            : throw new FormatException($"{top} answers of a row; 1 to {MostAnswers} are possible");
    }
}
