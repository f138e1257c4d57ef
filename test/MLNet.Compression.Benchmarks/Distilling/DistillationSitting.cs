using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>What all lines of a table share.</summary>
/// <param name="Context">The context, with the seed.</param>
/// <param name="Teacher">The fine-tuned teacher.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="LanguageModel">The folder of a model with a trained masked-LM head.</param>
/// <param name="RunningText">Lines of running text.</param>
/// <param name="WordVectors">A file of word vectors.</param>
/// <param name="Epochs">Passes over the rows.</param>
/// <param name="LearningRate">The peak learning rate of lines that have none of their own.</param>
/// <param name="Student">The student's size.</param>
/// <param name="Progress">Told of each step.</param>
/// <param name="Stop">Ends the training.</param>
internal sealed record DistillationSitting(
    MLContext Context,
    TextModelTransformer Teacher,
    IReadOnlyList<LabeledPair> Train,
    string LanguageModel,
    IReadOnlyList<string> RunningText,
    string WordVectors,
    int Epochs,
    double LearningRate,
    ModelShape Student,
    IProgress<TrainingProgress> Progress,
    CancellationToken Stop)
{
    /// <summary>Options of a recipe, as all lines have them.</summary>
    public DistillationTrainer.Options Options(DistillationRecipe recipe, double? learningRate = null) => new()
    {
        Student = Student,
        Recipe = recipe,
        Epochs = Epochs,
        LearningRate = learningRate ?? LearningRate,
        Progress = Progress,
        CancellationToken = Stop,
    };

    /// <summary>Distils the teacher on all rows.</summary>
    public TextModelTransformer Distil(DistillationRecipe recipe, double? learningRate = null) => Distil(Options(recipe, learningRate), Train);

    /// <summary>Distils the teacher.</summary>
    public TextModelTransformer Distil(DistillationTrainer.Options options, IEnumerable<LabeledPair> rows) =>
        Context.MulticlassClassification.Trainers.Distillation(Teacher, options).Fit(View(rows));

    /// <summary>Rows as a data view.</summary>
    public IDataView View(IEnumerable<LabeledPair> rows) => Context.Data.LoadFromEnumerable(rows);
}
