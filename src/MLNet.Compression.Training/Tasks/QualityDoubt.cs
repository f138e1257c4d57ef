using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tasks;

/// <summary>What to say of a model that did badly on validation rows: it is hardly better than a guess, or much worse than its teacher.</summary>
/// <remarks>
/// Both are measured from the guess: always the most frequent class, or always the mean. A tenth of the way from there to no errors is
/// what too short a training reaches; a student, or a pruned or rounded model, usually keeps more than three quarters of its teacher's lead.
/// </remarks>
internal static class QualityDoubt
{
    private const double LeastShareOfTheWay = 0.1;
    private const double LeastShareOfTheTeachersLead = 0.75;

    /// <param name="stage">The stage that left the model.</param>
    /// <param name="model">The model, for its task.</param>
    /// <param name="data">The validation rows, and what the teacher predicts for them.</param>
    /// <param name="score">The model's score: the share of rows predicted right, or Pearson's correlation.</param>
    /// <returns>A sentence with the remedy; null where all is well, or the task has no such score.</returns>
    public static string? Of(string stage, TextModel model, ValidationData data, double score)
    {
        if (TextTasks.Of(model) is not SequenceTask task)
        {
            return null;
        }

        var (guess, teacher) = (task.GuessScore(data), task.TeacherScore(data));
        if (score - guess < LeastShareOfTheWay * (1 - guess))
        {
            return FormattableString.Invariant(
                $"{stage}: the model's score on the {data.Rows.Count:N0} validation rows is {score:F3}; {task.Guess} would have {guess:F3}. It has learnt next to nothing: train it longer (Epochs) or at another rate (LearningRate), start from a pretrained checkpoint, and check that text and label columns are the right ones.");
        }

        return teacher is { } expected && score - guess < LeastShareOfTheTeachersLead * (expected - guess)
            ? FormattableString.Invariant(
                $"{stage}: the model's score on the {data.Rows.Count:N0} validation rows is {score:F3}, far below its teacher's {expected:F3}: train it longer (Epochs) or at another rate (LearningRate), or compress less, by a larger student, a lower Sparsity or more bits.")
            : null;
    }
}
