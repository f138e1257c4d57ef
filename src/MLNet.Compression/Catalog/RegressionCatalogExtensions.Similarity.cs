using Microsoft.ML;
using Trainers = Microsoft.ML.RegressionCatalog.RegressionTrainers;

namespace MLNet.Compression;

public static partial class RegressionCatalogExtensions
{
    /// <summary>Trains a BERT-class encoder to tell how alike two texts are by the cosine of their vectors.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a Single.</param>
    /// <param name="scoreColumnName">The column to write with the predicted number.</param>
    /// <param name="sentence1ColumnName">The column of first texts.</param>
    /// <param name="sentence2ColumnName">The column of second texts.</param>
    /// <param name="lowestLabel">The label of texts that have nothing to do with each other.</param>
    /// <param name="highestLabel">The label of texts that mean the same.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or one of sentence-transformers; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on.</param>
    /// <param name="learningRate">The peak learning rate; null for what suits a checkpoint, or a model from scratch.</param>
    /// <param name="validationSet">Rows to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or both checkpoint and shape are given.</exception>
    /// <remarks>See <see cref="SentenceSimilarityTrainer"/> for the columns. The result can be distilled, pruned and quantised, and made an embedding model.</remarks>
    public static SentenceSimilarityTrainer SentenceSimilarity(
        this Trainers catalog,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string sentence1ColumnName = "Sentence1",
        string sentence2ColumnName = "Sentence2",
        float lowestLabel = 0,
        float highestLabel = 1,
        int batchSize = 32,
        int? maxEpochs = null,
        string? checkpoint = null,
        ModelShape? shape = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        SentenceSimilarity(catalog, new SentenceSimilarityTrainer.Options
        {
            LabelColumnName = labelColumnName,
            ScoreColumnName = scoreColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            LowestLabel = lowestLabel,
            HighestLabel = highestLabel,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            Shape = shape,
            LearningRate = learningRate,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class encoder to tell how alike two texts are by the cosine of their vectors.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="SentenceSimilarityTrainer"/> for the columns.</remarks>
    public static SentenceSimilarityTrainer SentenceSimilarity(this Trainers catalog, SentenceSimilarityTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SentenceSimilarityTrainer(CatalogEnvironment.Of(catalog), options);
    }
}
