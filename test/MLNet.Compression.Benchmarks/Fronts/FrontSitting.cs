using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What a line of the front is trained from.</summary>
/// <param name="Context">The context, with the seed.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Teacher">The fine-tuned teacher.</param>
/// <param name="Progress">Told of each step.</param>
/// <param name="Stop">Ends the training.</param>
internal sealed record FrontSitting(
    MLContext Context, IReadOnlyList<LabeledPair> Train, Lazy<TextModelTransformer> Teacher, IProgress<TrainingProgress> Progress, CancellationToken Stop)
{
    /// <summary>The rows to learn from as a data view.</summary>
    public IDataView View => Context.Data.LoadFromEnumerable(Train);

    /// <summary>Options of a student, as all lines have them.</summary>
    public DistillationTrainer.Options Student(ModelShape shape, DistillationRecipe recipe) =>
        new() { Student = shape, Recipe = recipe, Progress = Progress, CancellationToken = Stop };

    /// <summary>A trainer's model; labels are texts, and so are its predictions.</summary>
    public ITransformer Fit(IEstimator<TextModelTransformer> trainer) => trainer.Fit(View);
}
