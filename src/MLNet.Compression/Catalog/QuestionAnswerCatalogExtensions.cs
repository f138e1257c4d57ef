using Microsoft.ML;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

/// <summary>The trainer of models that find answers, on <c>mlContext.MulticlassClassification.Trainers</c>, where Microsoft.ML.TorchSharp has its own.</summary>
public static class QuestionAnswerCatalogExtensions
{
    /// <summary>Trains a BERT-class model to find the part of a text that answers a question.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="contextColumnName">The column of the texts that hold answers.</param>
    /// <param name="questionColumnName">The column of questions.</param>
    /// <param name="trainingAnswerColumnName">The column of answers to learn from.</param>
    /// <param name="answerIndexColumnName">The column that says where in the text each of these answers starts.</param>
    /// <param name="predictedAnswerColumnName">The column to write with the answers.</param>
    /// <param name="scoreColumnName">The column to write with the probability of each answer.</param>
    /// <param name="topK">How many answers each row gets.</param>
    /// <param name="batchSize">Windows of texts a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or the file of a model of this library; null to train from scratch.</param>
    /// <param name="validationSet">Questions to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <remarks>See <see cref="QuestionAnswerTrainer"/> for the columns. The result can be distilled, pruned and quantised as a classifier can.</remarks>
    public static QuestionAnswerTrainer QuestionAnswer(
        this Trainers catalog,
        string contextColumnName = "Context",
        string questionColumnName = "Question",
        string trainingAnswerColumnName = "TrainingAnswer",
        string answerIndexColumnName = "AnswerIndex",
        string predictedAnswerColumnName = "Answer",
        string scoreColumnName = "Score",
        int topK = 3,
        int batchSize = 32,
        int? maxEpochs = null,
        string? checkpoint = null,
        IDataView? validationSet = null) =>
        QuestionAnswer(catalog, new QuestionAnswerTrainer.Options
        {
            ContextColumnName = contextColumnName,
            QuestionColumnName = questionColumnName,
            TrainingAnswerColumnName = trainingAnswerColumnName,
            AnswerIndexColumnName = answerIndexColumnName,
            PredictedAnswerColumnName = predictedAnswerColumnName,
            ScoreColumnName = scoreColumnName,
            TopK = topK,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to find the part of a text that answers a question.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="QuestionAnswerTrainer"/> for the columns.</remarks>
    public static QuestionAnswerTrainer QuestionAnswer(this Trainers catalog, QuestionAnswerTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new QuestionAnswerTrainer(CatalogEnvironment.Of(catalog), options);
    }
}
