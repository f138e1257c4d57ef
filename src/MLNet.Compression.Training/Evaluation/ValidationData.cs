using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Evaluation;

/// <summary>Rows to measure a model on while it is trained.</summary>
/// <param name="Rows">Rows tokenised by the model's tokenizer; they are not trained on.</param>
/// <param name="Teacher">The probabilities that a classifier's teacher predicts for them; null for none.</param>
internal sealed record ValidationData(TextDataset Rows, ProbabilityTable? Teacher = null)
{
    /// <summary>The numbers that a regression's teacher predicts for them; null for none.</summary>
    public float[]? TeacherValues { get; init; }

    /// <summary>The vectors that the teacher of an embedding model gives them; null for none.</summary>
    public IReadOnlyList<float[]>? TeacherVectors { get; init; }
}
