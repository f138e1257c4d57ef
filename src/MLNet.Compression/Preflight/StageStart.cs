using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Preflight;

/// <summary>What a stage is about to start from.</summary>
/// <param name="Data">The training data.</param>
/// <param name="Outcome">What is to be predicted.</param>
/// <param name="Model">The model to train.</param>
/// <param name="Teacher">The model that it learns from; null for labels alone.</param>
/// <param name="Threads">Threads to use; 0 for all processors.</param>
/// <param name="CancellationToken">Stops the looking.</param>
internal sealed record StageStart(TextDataset Data, Outcome Outcome, TextModel Model, TextModel? Teacher, int Threads, CancellationToken CancellationToken)
{
    /// <summary>Whether words have classes, not texts.</summary>
    public bool HasWords => Outcome.Head == HeadKind.Token;

    /// <summary>The rows in the teacher's tokens; null for those of the data.</summary>
    public TextDataset? TeacherTokens { get; init; }

    /// <summary>The teacher in messages, at the beginning of a sentence.</summary>
    public string TeacherName { get; init; } = "The teacher";
}
