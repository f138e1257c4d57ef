using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Pretraining;

/// <summary>What is to be done with running text, checked as far as it can be before the text is read.</summary>
/// <param name="Model">The model that learns, with a masked-LM head.</param>
/// <param name="LearnsHead">Whether that head learns.</param>
/// <param name="Held">Which tokens of the validation set are hidden.</param>
/// <param name="Options">The run's own copy of the options.</param>
/// <param name="Train">Trains the model in place.</param>
internal sealed record PretrainingWork(TextModel Model, bool LearnsHead, Masking Held, TrainingOptions Options, Action<TextRows, TrainingEnvironment> Train)
{
    /// <summary>The models that read the texts, each by a tokenizer of its own: that which learns, and a teacher of another vocabulary.</summary>
    public IReadOnlyList<TextModel> Readers { get; init; } = [Model];
}
