using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>A student's tokenizer beside that of a teacher which reads both vocabularies.</summary>
/// <param name="Student">The student's tokenizer.</param>
/// <param name="Teacher">The teacher's own.</param>
/// <param name="Start">What the teacher adds to the student's ids: rows of its own word table.</param>
internal sealed record VocabularyPair(BertTokenizer Student, BertTokenizer Teacher, int Start)
{
    /// <summary>Which tokens of a batch are the teacher's.</summary>
    public int Tokenization { get; init; } = 1;

    /// <summary>Tokens beyond which the student's rows are cut.</summary>
    public required int StudentTokens { get; init; }

    /// <summary>Tokens beyond which the teacher's rows are cut.</summary>
    public required int TeacherTokens { get; init; }

    /// <summary>Refuses tokenizers that do not split every text into the same words.</summary>
    /// <exception cref="ArgumentException">They don't; the message says why and what to do.</exception>
    public static void RequireSameWords(BertTokenizer student, BertTokenizer teacher)
    {
        if (student.Options != teacher.Options)
        {
            throw new ArgumentException(
                $"Words are split by the student's vocabulary or the teacher's, so both tokenizers have to find the same words, but the student's is {student.Options} and the teacher's {teacher.Options}: give the student the teacher's TokenizerOptions.");
        }

        foreach (var tokenizer in new[] { student, teacher })
        {
            if (AddedTokens.In(tokenizer.Vocabulary, tokenizer.Options.RecognizeSpecialTokens).FirstOrDefault() is { } added)
            {
                throw new ArgumentException(
                    $"Words are split by the student's vocabulary or the teacher's, so both tokenizers have to find the same words, but the {(ReferenceEquals(tokenizer, teacher) ? "teacher" : "student")}'s looks for the token \"{added.Text}\" in texts: take one without added tokens.");
            }
        }
    }
}
