using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;
using Trainers = Microsoft.ML.RegressionCatalog.RegressionTrainers;

namespace MLNet.Compression;

public static partial class RegressionCatalogExtensions
{
    /// <summary>Trains a student to do as a teacher, which is fitted first, on the same data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The estimator of the teacher.</param>
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.Joint"/>, or for a static student its teacher's predictions alone.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="learningRate">The peak learning rate; null for the usual one.</param>
    /// <param name="validationSet">Rows to measure the student on for its report; null for those of the teacher, if it has any.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static DistillationTrainer Distillation(
        this Trainers catalog,
        IEstimator<TextModelTransformer> teacher,
        ModelShape student,
        DistillationRecipe? recipe = null,
        int batchSize = 32,
        int? maxEpochs = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        Stages(catalog).Distil(teacher, StudentOptions(student, recipe, batchSize, maxEpochs, learningRate, validationSet));

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
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.Joint"/>, or for a static student its teacher's predictions alone.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="learningRate">The peak learning rate; null for the usual one.</param>
    /// <param name="validationSet">Rows to measure the student on for its report; null for those of the teacher, if it has any.</param>
    /// <returns>The chain with the student's trainer in the place of the teacher's; all other estimators of the chain stay. Of a chain without a text model nothing stays.</returns>
    /// <exception cref="ArgumentException">An argument is out of range, or the chain has several text models.</exception>
    public static EstimatorChain<ITransformer> Distillation(
        this Trainers catalog,
        IEstimator<ITransformer> teacher,
        ModelShape student,
        DistillationRecipe? recipe = null,
        int batchSize = 32,
        int? maxEpochs = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        Stages(catalog).Distil(teacher, StudentOptions(student, recipe, batchSize, maxEpochs, learningRate, validationSet));

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
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.Joint"/>, or for a static student its teacher's predictions alone.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="learningRate">The peak learning rate; null for the usual one.</param>
    /// <param name="validationSet">Rows to measure the student on for its report; null for those of the teacher, if it has any.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or the chain has several text models.</exception>
    public static DistillationTrainer Distillation(
        this Trainers catalog,
        ITransformer teacher,
        ModelShape student,
        DistillationRecipe? recipe = null,
        int batchSize = 32,
        int? maxEpochs = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        Stages(catalog).Distil(teacher, StudentOptions(student, recipe, batchSize, maxEpochs, learningRate, validationSet));

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
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.Joint"/> (of a static student predictions alone), which needs a text model among the teachers, and that it is the first one.</param>
    /// <param name="batchSize">Rows a step.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <param name="learningRate">The peak learning rate; null for the usual one.</param>
    /// <param name="validationSet">Rows to measure the student on for its report; null for those of the first text model, if it has any.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or a chain has several text models.</exception>
    public static DistillationTrainer Distillation(
        this Trainers catalog,
        IReadOnlyList<DistillationTeacher> teachers,
        ModelShape student,
        DistillationRecipe? recipe = null,
        int batchSize = 32,
        int? maxEpochs = null,
        double? learningRate = null,
        IDataView? validationSet = null) =>
        Stages(catalog).Distil(teachers, StudentOptions(student, recipe, batchSize, maxEpochs, learningRate, validationSet));

    /// <summary>Trains a student to do as several teachers do: estimators, which are fitted first, on the same data, fitted models, and models of other kinds.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teachers">The teachers, whose positions the losses of the recipe name. The first text model among them gives tokenizer, columns and start.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a chain has several text models.</exception>
    public static DistillationTrainer Distillation(this Trainers catalog, IReadOnlyList<DistillationTeacher> teachers, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teachers, options);

    private static StageCatalog Stages(Trainers catalog) =>
        new(catalog, ValueOutcomeKind.Instance, "use mlContext.MulticlassClassification.Trainers, or mlContext.BinaryClassification.Trainers, for a classifier, mlContext.Transforms.Text for an embedding model.", SimilarityOutcomeKind.Usual);

    private static DistillationTrainer.Options StudentOptions(
        ModelShape student, DistillationRecipe? recipe, int batchSize, int? maxEpochs, double? learningRate, IDataView? validationSet) => new()
        {
            Student = student,
            Recipe = recipe ?? ModelShape.UsualRecipeOf(student),
            BatchSize = batchSize,
            Epochs = maxEpochs,
            LearningRate = learningRate,
            ValidationSet = validationSet,
        };
}
