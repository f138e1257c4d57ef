using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Lessons;

/// <summary>What a distillation is made of, before its text models are trained.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Readers">What is known of the student's tokens, then of each teacher that is a text model.</param>
/// <param name="Scores">What each teacher of another kind says of the rows with labels and of those without.</param>
/// <param name="Own">The student and the model whose weights it may take, where no teacher is a text model.</param>
internal sealed record Lesson(
    LessonTexts Texts, IReadOnlyList<StageModel> Readers, IReadOnlyList<(float[] Labeled, float[] Unlabeled)> Scores, (TextModel Student, TextModel? Origin)? Own)
{
    /// <summary>The vocabulary of a student that has one of its own beside a teacher that is a text model; null where it is the teacher's.</summary>
    public StudentPieces? Pieces { get; init; }

    private StageModel Student => Readers[0];

    /// <summary>A text model among the teachers as it teaches: with the student's pieces where it is to read them.</summary>
    /// <param name="textModel">Its number among the text models.</param>
    /// <param name="model">The model as it was trained.</param>
    public TextModel AsTeacher(int textModel, TextModel model) =>
        Pieces?.Cut is { } cut && ReferenceEquals(Readers[textModel + 1].Tokenizer, cut.Tokenizer) ? TextModelReduction.Of(model, cut) : model;

    /// <summary>The readers with tokens of their own: the student first.</summary>
    private IReadOnlyList<StageModel> Tokenizations => Readers.Aggregate(
        (IReadOnlyList<StageModel>)[], (found, reader) => found.Any(reader.ReadsTokensOf) ? found : [.. found, reader]);

    /// <summary>Whether the student's tokens are those of a text model, cut at the same length.</summary>
    public bool HasTokensOf(TextModel model) => Pieces is null && Student.MaxTokens == model.MaxTokens;

    /// <summary>Which tokens a text model among the teachers reads: 0 for the student's.</summary>
    public int TokenizationOf(StageModel reader) => Tokenizations.Index().First(other => reader.ReadsTokensOf(other.Item)).Index;

    /// <summary>The rows with labels.</summary>
    /// <param name="tokens">They in the student's tokens, where that was made already.</param>
    /// <param name="outputs">Outputs of a row.</param>
    /// <param name="cancellationToken">Stops the tokenisation.</param>
    public LessonRows Labeled(TextDataset? tokens, int outputs, CancellationToken cancellationToken) => new(
        [
            tokens ?? Texts.TokenizeLabeled(Student, cancellationToken),
            .. Tokenizations.Skip(1).Select(reader => Texts.TokenizeLabeledFor(reader, cancellationToken)),
        ],
        [.. Scores.Select(teacher => teacher.Labeled)],
        outputs);

    /// <summary>The rows with labels, or those without, in the tokens of another model that reads the student's columns.</summary>
    public TextDataset Tokenize(TextModel model, bool hasLabels, CancellationToken cancellationToken)
    {
        var reader = Student with { Tokenizer = model.Tokenizer, MaxTokens = model.MaxTokens };
        return hasLabels ? Texts.TokenizeLabeled(reader, cancellationToken) : Texts.TokenizeUnlabeled(reader, cancellationToken);
    }

    /// <summary>The rows without labels.</summary>
    /// <param name="outputs">Outputs of a row.</param>
    /// <param name="cancellationToken">Stops the tokenisation.</param>
    public LessonRows Unlabeled(int outputs, CancellationToken cancellationToken) => new(
        [.. Tokenizations.Select(reader => Texts.TokenizeUnlabeled(reader, cancellationToken))], [.. Scores.Select(teacher => teacher.Unlabeled)], outputs);
}
