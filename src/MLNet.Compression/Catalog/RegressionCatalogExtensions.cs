using Microsoft.ML;
using MLNet.Compression.Stages;
using Trainers = Microsoft.ML.RegressionCatalog.RegressionTrainers;

namespace MLNet.Compression;

/// <summary>The trainers of this library on <c>mlContext.Regression.Trainers</c>.</summary>
public static class RegressionCatalogExtensions
{
    /// <summary>Trains a BERT-class model to predict a number for a text, or for a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a Single.</param>
    /// <param name="scoreColumnName">The column to write with the predicted number.</param>
    /// <param name="sentence1ColumnName">The text column.</param>
    /// <param name="sentence2ColumnName">The column of second texts, for a model of pairs.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, ALBERT or DistilBERT model; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Mini"/>.</param>
    /// <param name="learningRate">The peak learning rate; null for 5e-5 from a checkpoint, 5e-4 from scratch.</param>
    /// <param name="validationSet">Rows to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or both checkpoint and shape are given.</exception>
    /// <remarks>See <see cref="TextRegressionTrainer"/> for the columns. The result can be distilled, pruned and quantised as a classifier can.</remarks>
    public static TextRegressionTrainer TextRegression(
        this Trainers catalog,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string sentence1ColumnName = "Sentence1",
        string? sentence2ColumnName = null,
        int batchSize = 32,
        int maxEpochs = 3,
        string? checkpoint = null,
        ModelShape? shape = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        TextRegression(catalog, new TextRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            Shape = shape,
            LearningRate = learningRate ?? UsualLearningRate.For(checkpoint),
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to predict a number for a text, or for a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="TextRegressionTrainer"/> for the columns.</remarks>
    public static TextRegressionTrainer TextRegression(this Trainers catalog, TextRegressionTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);

    /// <summary>Trains a student to do as a teacher, which is fitted first, on the same data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The estimator of the teacher.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, IEstimator<TextModelTransformer> teacher, DistillationTrainer.Options options)
    {
        _ = CatalogEnvironment.Of(catalog);
        return new DistillationTrainer(ForeignStage.Of(teacher), options);
    }

    /// <summary>Trains a student to do as a fitted teacher, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The teacher.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, TextModelTransformer teacher, DistillationTrainer.Options options)
    {
        _ = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(teacher);
        return new DistillationTrainer(new FittedStage(teacher), options);
    }
}
