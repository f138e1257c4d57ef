using Microsoft.ML;
using MLNet.Compression.Stages;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

public static partial class CompressionCatalog
{
    /// <summary>Trains a student to do as a teacher, which is fitted first, on the same data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The estimator of the teacher.</param>
    /// <param name="student">The size of the student.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <param name="learningRate">The peak learning rate.</param>
    /// <param name="temperature">The temperature of both sides' predictions.</param>
    /// <param name="validationSet">Rows to measure the student on for its report; null for those of the teacher, if it has any.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DistillationTrainer Distillation(
        this Trainers catalog,
        IEstimator<TextModelTransformer> teacher,
        StudentShape student,
        int batchSize = 32,
        int maxEpochs = 3,
        double learningRate = 3e-4,
        double temperature = 1,
        IDataView? validationSet = null) =>
        Distillation(catalog, teacher, Options(student, batchSize, maxEpochs, learningRate, temperature, validationSet));

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
    /// <param name="teacher">The teacher. Its labels have to be those of the training data.</param>
    /// <param name="student">The size of the student.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <param name="learningRate">The peak learning rate.</param>
    /// <param name="temperature">The temperature of both sides' predictions.</param>
    /// <param name="validationSet">Rows to measure the student on for its report.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DistillationTrainer Distillation(
        this Trainers catalog,
        TextModelTransformer teacher,
        StudentShape student,
        int batchSize = 32,
        int maxEpochs = 3,
        double learningRate = 3e-4,
        double temperature = 1,
        IDataView? validationSet = null) =>
        Distillation(catalog, teacher, Options(student, batchSize, maxEpochs, learningRate, temperature, validationSet));

    /// <summary>Trains a student to do as a fitted teacher, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The teacher. Its labels have to be those of the training data.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, TextModelTransformer teacher, DistillationTrainer.Options options)
    {
        _ = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(teacher);
        return new DistillationTrainer(new FittedStage(teacher), options);
    }

    private static DistillationTrainer.Options Options(
        StudentShape student, int batchSize, int maxEpochs, double learningRate, double temperature, IDataView? validationSet) => new()
        {
            Student = student,
            BatchSize = batchSize,
            Epochs = maxEpochs,
            LearningRate = learningRate,
            Temperature = temperature,
            ValidationSet = validationSet,
        };
}
