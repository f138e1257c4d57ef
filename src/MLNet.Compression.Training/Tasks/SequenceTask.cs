using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tasks;

/// <summary>A task of whole sequences, which a score on validation rows says something of.</summary>
internal abstract class SequenceTask : TextTask
{
    /// <summary>How well outputs [rows x outputs] fit the rows' targets.</summary>
    public abstract ValidationScore Judge(float[] outputs, ValidationData data);

    /// <summary>The simplest guess, in words.</summary>
    public abstract string Guess { get; }

    /// <summary>The score of that guess.</summary>
    public abstract double GuessScore(ValidationData data);

    /// <summary>The teacher's score; null without a teacher.</summary>
    public abstract double? TeacherScore(ValidationData data);
}
