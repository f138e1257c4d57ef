using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Lessons;

/// <summary>The vocabulary of a student that has one of its own.</summary>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Cut">How its pieces were taken from the teacher's; null where they were learnt.</param>
internal sealed record StudentPieces(BertTokenizer Tokenizer, VocabularyCut? Cut)
{
    /// <summary>The pieces that the options ask for; null where these are the teacher's.</summary>
    /// <param name="options">How many pieces, and from where.</param>
    /// <param name="teacher">The tokenizer of the teacher, or of the checkpoint that the student starts from.</param>
    /// <param name="texts">What the student learns from.</param>
    /// <param name="log">Is told of the pieces.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">There are fewer pieces than texts can be split into at all.</exception>
    public static StudentPieces? Of(LessonSettings options, BertTokenizer teacher, LessonTexts texts, StageLog log, CancellationToken cancellationToken) =>
        options.Student.VocabularySize is not { } pieces ? null
        : options.Vocabulary == StudentVocabulary.Learned ? Learn(pieces, teacher.Options, texts, log, cancellationToken)
        : Reduce(pieces, teacher, texts, log, cancellationToken);

    private static StudentPieces Reduce(int pieces, BertTokenizer teacher, LessonTexts texts, StageLog log, CancellationToken cancellationToken)
    {
        var cut = ReducedPieces.Of(teacher, pieces, texts.Texts, "the student's", log, cancellationToken);
        return new StudentPieces(cut.Tokenizer, cut);
    }

    private static StudentPieces Learn(int pieces, TokenizerOptions options, LessonTexts texts, StageLog log, CancellationToken cancellationToken)
    {
        log.Inform("learning a vocabulary");
        return new StudentPieces(new BertTokenizer(WordPieceTrainer.Train(texts.Texts, pieces, options, cancellationToken: cancellationToken), options), Cut: null);
    }
}
