using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>What a student's first weights are made from.</summary>
/// <param name="Teacher">The model to learn from, which does not change; null where no teacher is a model.</param>
/// <param name="Student">A model of random weights, to be overwritten.</param>
/// <param name="Data">Rows tokenised by the teacher's tokenizer; null where there are none.</param>
/// <param name="Environment">Seed, threads, progress, cancellation, log.</param>
internal sealed record StudentStart(TextModel? Teacher, TextModel Student, TextDataset? Data, TrainingEnvironment Environment)
{
    /// <summary>The same rows tokenised by the student's tokenizer.</summary>
    public TextDataset? StudentData { get; init; } = Data;
}
