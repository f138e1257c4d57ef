using MLNet.Compression.Training.Initialization;

namespace MLNet.Compression.Pretraining;

/// <summary>Whether a student's start has the pieces that it reads.</summary>
internal static class StartVocabulary
{
    /// <summary>Refuses a start of another vocabulary: most word embeddings would be random beside layers that know others.</summary>
    /// <param name="start">The start.</param>
    /// <param name="vocabulary">The student's vocabulary.</param>
    /// <exception cref="ArgumentException">Less than half of the pieces are there.</exception>
    public static void Require(StudentInitialization start, Vocabulary vocabulary)
    {
        if (start is not OtherModelStart other)
        {
            return;
        }

        var theirs = other.ReadVocabulary();
        var found = vocabulary.Tokens.Count(piece => theirs.TryGetId(piece, out _));
        if (2 * found < vocabulary.Count)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The student starts {start}, whose vocabulary has {found:N0} of the student's {vocabulary.Count:N0} pieces: it is another vocabulary. Start from a model of the same, or from the teacher itself (StudentInitialization.Extract)."));
        }
    }
}
