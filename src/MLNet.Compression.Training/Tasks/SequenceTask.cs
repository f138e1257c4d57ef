using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tasks;

/// <summary>A task of whole sequences, which a score on validation rows says something of.</summary>
internal abstract class SequenceTask : TextTask
{
    /// <summary>How well outputs [rows x outputs] fit the rows' targets.</summary>
    public abstract ValidationScore Judge(float[] outputs, ValidationData data);

    public sealed override ValidationTally Tally(ValidationData data) => new SequenceTally(this, data);
}
