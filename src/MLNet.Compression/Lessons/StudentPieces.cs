using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Lessons;

/// <summary>The vocabulary of a student that has one of its own.</summary>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Cut">How its pieces were taken from the teacher's; null where they were not.</param>
internal sealed record StudentPieces(BertTokenizer Tokenizer, VocabularyCut? Cut)
{
    /// <summary>The pieces that a distillation asks for; null where these are the teacher's.</summary>
    /// <inheritdoc cref="Of(StudentVocabulary, int?, TextTokenizer, IEnumerable{string}, StageLog, CancellationToken)"/>
    public static StudentPieces? Of(LessonSettings options, TextTokenizer teacher, LessonTexts texts, StageLog log, CancellationToken cancellationToken) =>
        options.HasOwnVocabulary ? Of(options.Vocabulary, options.Student.VocabularySize, teacher, texts.Texts, log, cancellationToken) : null;

    /// <summary>Chooses, learns or reads pieces.</summary>
    /// <param name="vocabulary">Where they come from.</param>
    /// <param name="size">The most pieces; not used for those of a file.</param>
    /// <param name="teacher">The tokenizer of the teacher, or of the checkpoint that the student starts from.</param>
    /// <param name="texts">What the student learns from.</param>
    /// <param name="log">Is told of the pieces.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">There are fewer pieces than texts can be split into at all.</exception>
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    /// <exception cref="ModelFileException">The file is no vocabulary.</exception>
    /// <exception cref="NotSupportedException">The teacher's vocabulary is not WordPiece.</exception>
    public static StudentPieces Of(
        StudentVocabulary vocabulary, int? size, TextTokenizer teacher, IEnumerable<string> texts, StageLog log, CancellationToken cancellationToken) =>
        Of(vocabulary, size, teacher.RequireWordPiece("A student's own vocabulary"), texts, log, cancellationToken);

    private static StudentPieces Of(
        StudentVocabulary vocabulary, int? size, BertTokenizer teacher, IEnumerable<string> texts, StageLog log, CancellationToken cancellationToken) =>
        vocabulary.File is { } file ? new StudentPieces(new BertTokenizer(Vocabulary.Load(file), teacher.Options), Cut: null)
        : vocabulary == StudentVocabulary.Learned ? Learn(size!.Value, teacher.Options, texts, log, cancellationToken)
        : Reduce(size!.Value, teacher, texts, log, cancellationToken);

    private static StudentPieces Reduce(int size, BertTokenizer teacher, IEnumerable<string> texts, StageLog log, CancellationToken cancellationToken)
    {
        var cut = ReducedPieces.Of(teacher, size, texts, "the student's", log, cancellationToken);
        return new StudentPieces(cut.Tokenizer, cut);
    }

    private static StudentPieces Learn(int size, TokenizerOptions options, IEnumerable<string> texts, StageLog log, CancellationToken cancellationToken)
    {
        if (texts.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidOperationException("The training data has no texts, or all are empty, so there is nothing to learn a vocabulary from. Is it the right column?");
        }

        log.Inform(FormattableString.Invariant($"learning the student's vocabulary of {size:N0} pieces"));
        return new StudentPieces(new BertTokenizer(WordPieceTrainer.Train(texts, size, options, cancellationToken: cancellationToken), options), Cut: null);
    }
}
