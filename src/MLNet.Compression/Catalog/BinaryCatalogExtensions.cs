using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;
using Trainers = Microsoft.ML.BinaryClassificationCatalog.BinaryClassificationTrainers;

namespace MLNet.Compression;

/// <summary>The trainers and compressors of this library on <c>mlContext.BinaryClassification.Trainers</c>.</summary>
public static class BinaryCatalogExtensions
{
    /// <summary>Trains a BERT-class model to tell whether something is true of a text, or of a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labelColumnName">The label column, a Boolean.</param>
    /// <param name="sentence1ColumnName">The text column.</param>
    /// <param name="sentence2ColumnName">The column of second texts, for a model of pairs.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="checkpoint">A Hugging Face folder of a pretrained BERT, RoBERTa, ALBERT or DistilBERT model, or the file of a model of this library; null to train from scratch.</param>
    /// <param name="shape">The size of a model to train from scratch; null for <see cref="ModelShape.Tiny"/> below 10,000 rows and <see cref="ModelShape.Mini"/> from there on.</param>
    /// <param name="learningRate">The peak learning rate; null for what suits a checkpoint, or a model from scratch.</param>
    /// <param name="validationSet">Rows to measure the model on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or both checkpoint and shape are given.</exception>
    /// <remarks>See <see cref="BinaryTextClassificationTrainer"/> for the columns. The result can be distilled, pruned and quantised as a classifier of several classes can.</remarks>
    public static BinaryTextClassificationTrainer TextClassification(
        this Trainers catalog,
        string labelColumnName = "Label",
        string sentence1ColumnName = "Sentence1",
        string? sentence2ColumnName = null,
        int batchSize = 32,
        int? maxEpochs = null,
        string? checkpoint = null,
        ModelShape? shape = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        TextClassification(catalog, new BinaryTextClassificationTrainer.Options
        {
            LabelColumnName = labelColumnName,
            Sentence1ColumnName = sentence1ColumnName,
            Sentence2ColumnName = sentence2ColumnName,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            Checkpoint = checkpoint,
            Shape = shape,
            LearningRate = learningRate,
            ValidationSet = validationSet,
        });

    /// <summary>Trains a BERT-class model to tell whether something is true of a text, or of a pair of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What is trained, on which columns, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <remarks>See <see cref="BinaryTextClassificationTrainer"/> for the columns.</remarks>
    public static BinaryTextClassificationTrainer TextClassification(this Trainers catalog, BinaryTextClassificationTrainer.Options options) =>
        new(CatalogEnvironment.Of(catalog), options);

    /// <summary>Trains a student to do as a teacher, which is fitted first, on the same data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The estimator of the teacher.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, IEstimator<TextModelTransformer> teacher, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teacher, options);

    /// <summary>Trains a student to do as the teacher in a chain, which is fitted first, on the same data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">A chain in which one estimator trains a text model: the teacher. A chain without one is as a whole a teacher of predictions (<see cref="DistillationTeacher"/>).</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <returns>The chain with the student's trainer in the place of the teacher's; all other estimators of the chain stay. Of a chain without a text model nothing stays.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has several text models.</exception>
    public static EstimatorChain<ITransformer> Distillation(this Trainers catalog, IEstimator<ITransformer> teacher, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teacher, options);

    /// <summary>Trains a student to do as a fitted teacher, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The teacher: a text model, or a fitted or loaded chain with one; any other model is a teacher of predictions (<see cref="DistillationTeacher"/>).</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has several text models.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, ITransformer teacher, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teacher, options);

    /// <summary>Trains a student to do as several teachers do: estimators, which are fitted first, on the same data, fitted models, and models of other kinds.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teachers">The teachers, whose positions the losses of the recipe name. The first text model among them gives tokenizer, columns and start.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a chain has several text models.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, IReadOnlyList<DistillationTeacher> teachers, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teachers, options);

    /// <summary>Prunes a fitted model, which stays as it is and guides the pruned one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static PruningEstimator Prune(this Trainers catalog, ITransformer model, PruningEstimator.Options? options = null) =>
        Stages(catalog).Prune(model, options);

    /// <summary>Cuts heads and neurons out of a fitted model, which stays as it is. Trains nothing.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static QuickPruningEstimator PruneQuickly(this Trainers catalog, ITransformer model, QuickPruningEstimator.Options? options = null) =>
        Stages(catalog).PruneQuickly(model, options);

    /// <summary>Quantises a fitted model, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static QuantizationEstimator Quantize(this Trainers catalog, ITransformer model, QuantizationEstimator.Options? options = null) =>
        Stages(catalog).Quantize(model, options);

    /// <summary>Compresses a fitted model by a recipe. It stays as it is, and teaches the smaller one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one.</param>
    /// <param name="options">The recipe, and what all its stages share; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static RecipeEstimator Compress(this Trainers catalog, ITransformer model, RecipeEstimator.Options? options = null) =>
        Stages(catalog).Compress(model, options);

    private static StageCatalog Stages(Trainers catalog) =>
        new(catalog, BinaryOutcomeKind.Instance, "use mlContext.MulticlassClassification.Trainers for a classifier of keys, mlContext.Regression.Trainers for a model that predicts numbers.");
}
