using Microsoft.ML;
using MLNet.Compression.Outcomes;
using Catalog = Microsoft.ML.TransformsCatalog.TextTransforms;

namespace MLNet.Compression;

public static partial class EmbeddingCatalogExtensions
{
    /// <summary>Trains a student to give the vectors of an embedding model. The rows given to Fit need no labels.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The embedding model.</param>
    /// <param name="student">The size of the student; a linear layer gives it the teacher's dimensions where its own differ.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.Joint"/>, or for a static student the distance of the vectors alone.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or the teacher is no embedding model.</exception>
    public static DistillationTrainer EmbeddingDistillation(this Catalog catalog, IEstimator<TextModelTransformer> teacher, ModelShape student, DistillationRecipe? recipe = null) =>
        EmbeddingDistillation(catalog, teacher, OptionsOf(student, recipe));

    /// <summary>Trains a student to give the vectors of an embedding model. The rows given to Fit need no labels.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The embedding model.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the teacher is no embedding model.</exception>
    public static DistillationTrainer EmbeddingDistillation(this Catalog catalog, IEstimator<TextModelTransformer> teacher, DistillationTrainer.Options options) =>
        Stages(catalog).Distil(teacher, options);

    /// <summary>Trains a student to give the vectors of a fitted embedding model, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">The embedding model, or a fitted or loaded chain with one.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the teacher is no embedding model.</exception>
    public static DistillationTrainer EmbeddingDistillation(this Catalog catalog, ITransformer teacher, DistillationTrainer.Options options) =>
        EmbeddingDistillation(catalog, [DistillationTeacher.Of(teacher)], options);

    /// <summary>Trains a student to give the mean vectors of several embedding models of the same dimensions.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teachers">The embedding models, whose positions the losses of the recipe name.</param>
    /// <param name="options">The student's size and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a teacher is no embedding model.</exception>
    public static DistillationTrainer EmbeddingDistillation(this Catalog catalog, IReadOnlyList<DistillationTeacher> teachers, DistillationTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(teachers);
        return teachers.Count > 0 && teachers.All(teacher => teacher.TextModel is not null)
            ? Stages(catalog).Distil(teachers, options)
            : throw new ArgumentException("A student of vectors learns from embedding models alone: make each teacher with mlContext.Transforms.Text.TextEmbedding.", nameof(teachers));
    }

    private static DistillationTrainer.Options OptionsOf(ModelShape student, DistillationRecipe? recipe) =>
        new() { Student = student, Recipe = recipe ?? ModelShape.UsualRecipeOf(student) };

    private static StageCatalog Stages(Catalog catalog) =>
        new(catalog, EmbeddingOutcomeKind.Instance, "make an embedding model of it with mlContext.Transforms.Text.TextEmbedding, or use the catalog of its task.");
}
