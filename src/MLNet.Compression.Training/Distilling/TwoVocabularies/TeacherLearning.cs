using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>
/// How the first teacher goes on learning beside a student with a vocabulary of its own: it reads both vocabularies (Zhao et al. 2019, dual
/// training). Equal by value.
/// </summary>
/// <remarks>
/// Each word of the teacher's input is split by the student's vocabulary or by the teacher's, by lot and anew every time. The teacher has an
/// embedding of every piece of either vocabulary, two of a piece that is in both; one of the student's pieces starts as the mean of the
/// teacher's pieces that spell it. It learns a copy: the teacher that was given stays as it is, and the copy is dropped in the end.
/// </remarks>
public sealed record TeacherLearning : IOptionParts
{
    private readonly double _studentWords = 0.5;
    private readonly double _rateFactor = 0.3;

    /// <summary>The share of the teacher's words that are split by the student's vocabulary; above 0, at most 1. Default 0.5, the paper's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double StudentWords
    {
        get => _studentWords;
        init => _studentWords = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(StudentWords), value, "The share of words that the student's vocabulary splits is above 0 and at most 1.");
    }

    /// <summary>Multiplies the student's learning rate for the teacher, which is trained already; positive. Default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public double RateFactor
    {
        get => _rateFactor;
        init => _rateFactor = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(RateFactor), value, "A teacher that learns has a positive learning rate; for one that does not, leave TeacherLearns null.");
    }

    /// <summary>An account of it.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"teacher learns at {RateFactor:G3} of the rate, {StudentWords:G3} of its words split by the student's vocabulary");

    /// <summary>Refuses models and losses that do not fit.</summary>
    /// <exception cref="ArgumentException">They don't; the message says why and what to do.</exception>
    internal static void Check(string stage, LossCheck check, IEnumerable<DistillationLoss> losses)
    {
        if (check.Head != HeadKind.MaskedLm || check.Teachers is not [{ } teacher, ..])
        {
            throw new ArgumentException(
                $"In stage '{stage}' the teacher learns beside the student, which takes masked language models, but {(check.Head != HeadKind.MaskedLm ? $"the student's head is {check.Head}" : "the first teacher is no text model")}: the recipe belongs into general distillation on running text (GeneralDistillation).");
        }

        if (!check.OtherTokens.Contains(0))
        {
            throw new ArgumentException(
                $"In stage '{stage}' the teacher learns the student's vocabulary, but the student has the teacher's: give the student a smaller one of its own.");
        }

        if (check.Student.VocabularySize > teacher.VocabularySize)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"In stage '{stage}' the teacher learns the student's vocabulary, but that has {check.Student.VocabularySize:N0} pieces, more than the teacher's {teacher.VocabularySize:N0}: choose a smaller one, such as 5,000 pieces."));
        }

        if (losses.FirstOrDefault(loss => loss is PredictionLoss) is { } predictions)
        {
            throw new ArgumentException(
                $"In stage '{stage}' teacher and student predict pieces of different vocabularies, so the loss '{predictions}' cannot compare them: leave it out.");
        }
    }
}
