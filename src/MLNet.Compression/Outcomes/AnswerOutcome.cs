using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>The part of a text that answers a question: the most probable ones, and their probabilities.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="kind">How answers are looked for.</param>
internal sealed class AnswerOutcome(TextColumns columns, AnswerOutcomeKind kind) : Outcome(columns)
{
    private const int ScoreColumn = 0;

    public override OutcomeKind Kind => kind;

    public override HeadKind Head => HeadKind.QuestionAnswering;

    public override IReadOnlyList<string> Labels => [];

    public override string Description => "answers to find in texts";

    /// <summary>How answers are looked for.</summary>
    public AnswerOptions Search => kind.Search;

    /// <summary>How many answers each row gets.</summary>
    public int Top => kind.Top;

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, Top));
        schema.AddColumn(Columns.PredictedLabel!, new VectorDataViewType(TextDataViewType.Instance, Top));
    }

    /// <remarks>Places without an answer have the score 0 and an empty text.</remarks>
    public override Delegate GetterOf(int column, IScoreSource scores) => column == ScoreColumn
        ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Get(scores.Current<ScoredAnswers>(), ref value, (_, answer) => answer.Score))
        : (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) => Get(
            scores.Current<ScoredAnswers>(), ref value, (context, answer) => context.Slice(answer.Start, answer.Length).ToString().AsMemory()));

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        var texts = kind.Read(data, Columns, cancellationToken);
        return new AnswerValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), AnswerOutcomeKind.QuestionsOf(texts), Search, Teacher: null);
    }

    public override TextModel InOrderOf(Outcome data, TextModel model) => model;

    public override void Write(BinaryWriter writer) => kind.Write(writer);

    private void Get<T>(ScoredAnswers row, ref VBuffer<T> value, Func<ReadOnlyMemory<char>, FoundAnswer, T> of)
    {
        var editor = VBufferEditor.Create(ref value, Top);
        for (var place = 0; place < Top; place++)
        {
            editor.Values[place] = of(row.Context, place < row.Answers.Length ? row.Answers[place] : default);
        }

        value = editor.Commit();
    }
}
