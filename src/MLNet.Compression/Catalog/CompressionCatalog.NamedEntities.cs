using Microsoft.ML;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

public static partial class CompressionCatalog
{
    /// <summary>Trains a BERT-class model to tag the words of texts, as for named entities.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a vector with a key for each word.</param>
    /// <param name="outputColumnName">The column to write with the most probable tag of each word, the predicted labels.</param>
    /// <param name="sentence1ColumnName">The column of texts, whose words white space parts, or of vectors of words.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or the file of a model of this library; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on.</param>
    /// <param name="learningRate">The peak learning rate; null for what suits a checkpoint, or a model from scratch.</param>
    /// <param name="validationSet">Rows to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or both checkpoint and shape are given.</exception>
    /// <remarks>See <see cref="NamedEntityTrainer"/> for the columns.</remarks>
    public static NamedEntityTrainer NamedEntityRecognition(
        this Trainers catalog,
        string labelColumnName = "Label",
        string outputColumnName = "PredictedLabel",
        string sentence1ColumnName = "Sentence",
        int batchSize = 32,
        int? maxEpochs = null,
        string? checkpoint = null,
        ModelShape? shape = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        NamedEntityRecognition(catalog, new NamedEntityTrainer.Options
        {
            LabelColumnName = labelColumnName,
            PredictedLabelColumnName = outputColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            Shape = shape,
            LearningRate = learningRate,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to tag the words of texts, as for named entities.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="NamedEntityTrainer"/> for the columns.</remarks>
    public static NamedEntityTrainer NamedEntityRecognition(this Trainers catalog, NamedEntityTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);
}
