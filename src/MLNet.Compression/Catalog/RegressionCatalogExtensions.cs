using Microsoft.ML;
using Trainers = Microsoft.ML.RegressionCatalog.RegressionTrainers;

namespace MLNet.Compression;

/// <summary>The trainers of this library on <c>mlContext.Regression.Trainers</c>.</summary>
public static partial class RegressionCatalogExtensions
{
    /// <summary>Trains a BERT-class model to predict a number for a text, or for a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a Single.</param>
    /// <param name="scoreColumnName">The column to write with the predicted number.</param>
    /// <param name="sentence1ColumnName">The text column.</param>
    /// <param name="sentence2ColumnName">The column of second texts, for a model of pairs.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or the file of a model of this library; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on.</param>
    /// <param name="learningRate">The peak learning rate; null for what suits a checkpoint, or a model from scratch.</param>
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
        int? maxEpochs = null,
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
            LearningRate = learningRate,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to predict a number for a text, or for a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="TextRegressionTrainer"/> for the columns.</remarks>
    public static TextRegressionTrainer TextRegression(this Trainers catalog, TextRegressionTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);
}
