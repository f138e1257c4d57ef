using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What a line of the front is trained from.</summary>
/// <param name="Task">The task.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Context">The context, with the seed.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Teacher">The fine-tuned teacher.</param>
/// <param name="Students">Distils students of the teacher.</param>
/// <param name="Progress">Told of each step.</param>
/// <param name="Stop">Ends the training.</param>
internal sealed record FrontSitting(
    FrontTask Task,
    int Seed,
    MLContext Context,
    IReadOnlyList<LabeledPair> Train,
    Lazy<TextModelTransformer> Teacher,
    FrontStudents Students,
    IProgress<TrainingProgress> Progress,
    CancellationToken Stop)
{
    /// <summary>The rows to learn from as a data view.</summary>
    public IDataView View => Context.Data.LoadFromEnumerable(Train);

    /// <summary>A student of the teacher, quantised.</summary>
    /// <param name="shape">The student's shape.</param>
    /// <param name="recipe">How it is distilled.</param>
    /// <param name="bits">Bits of a weight.</param>
    public FrontModel Student(string shape, DistillationRecipe recipe, int bits)
    {
        var (student, before) = Students.Of(this, shape, recipe);
        return new FrontModel(Quantized(student, bits), Before: before);
    }

    /// <summary>A fitted model quantised: to 8 bits as it is, to fewer with training.</summary>
    public ITransformer Quantized(TextModelTransformer model, int bits) => Fit(Context.MulticlassClassification.Trainers.Quantize(model, bits == 8
        ? new QuantizationEstimator.Options { Scheme = QuantizationScheme.Int8 }
        : new QuantizationEstimator.Options
        {
            Scheme = QuantizationScheme.LearnedStep(bits),
            QuantizationAwareTraining = new QuantizationOptions { Progress = Progress, CancellationToken = Stop },
            Teacher = Teacher.Value,
        }));

    /// <summary>A trainer's model; labels are texts, and so are its predictions.</summary>
    public ITransformer Fit(IEstimator<TextModelTransformer> trainer) => trainer.Fit(View);
}
