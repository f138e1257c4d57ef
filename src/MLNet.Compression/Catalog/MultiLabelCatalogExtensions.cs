using Microsoft.ML;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

/// <summary>The trainer of models of several labels a text, on <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
public static class MultiLabelCatalogExtensions
{
    /// <summary>Trains a BERT-class model to tell which labels a text has, any number of them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a vector of the labels that apply, or with a slot for each label.</param>
    /// <param name="scoreColumnName">The column to write with the probability of each label.</param>
    /// <param name="outputColumnName">The column to write with the labels that are probable enough, the predicted labels.</param>
    /// <param name="sentence1ColumnName">The text column.</param>
    /// <param name="sentence2ColumnName">The column of second texts, for a model of pairs.</param>
    /// <param name="threshold">The probability above which a label is predicted.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or the file of a model of this library; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on.</param>
    /// <param name="learningRate">The peak learning rate; null for what suits a checkpoint, or a model from scratch.</param>
    /// <param name="validationSet">Rows to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or both checkpoint and shape are given.</exception>
    /// <remarks>See <see cref="MultiLabelTextClassificationTrainer"/> for the columns. The result can be distilled, pruned and quantised as a classifier can.</remarks>
    public static MultiLabelTextClassificationTrainer MultiLabelTextClassification(
        this Trainers catalog,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string outputColumnName = "PredictedLabel",
        string sentence1ColumnName = "Sentence1",
        string? sentence2ColumnName = null,
        float threshold = 0.5f,
        int batchSize = 32,
        int? maxEpochs = null,
        string? checkpoint = null,
        ModelShape? shape = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        MultiLabelTextClassification(catalog, new MultiLabelTextClassificationTrainer.Options
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            PredictedLabelColumnName = outputColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            Threshold = threshold,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            Shape = shape,
            LearningRate = learningRate,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to tell which labels a text has, any number of them.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="MultiLabelTextClassificationTrainer"/> for the columns.</remarks>
    public static MultiLabelTextClassificationTrainer MultiLabelTextClassification(this Trainers catalog, MultiLabelTextClassificationTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MultiLabelTextClassificationTrainer(CatalogEnvironment.Of(catalog), options);
    }
}
