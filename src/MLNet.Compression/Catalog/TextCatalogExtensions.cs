using Microsoft.ML;
using Catalog = Microsoft.ML.TransformsCatalog.TextTransforms;

namespace MLNet.Compression;

/// <summary>Text models that learn from running text, without labels.</summary>
public static class TextCatalogExtensions
{
    /// <summary>Trains a student on running text to do as a pretrained model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">A Hugging Face folder of a BERT, ALBERT or DistilBERT model with its tokenizer.</param>
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.TinyBertGeneral"/>.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static GeneralDistillationTrainer GeneralDistillation(this Catalog catalog, string teacher, ModelShape student, DistillationRecipe? recipe = null) =>
        GeneralDistillation(catalog, teacher, OptionsOf(student, recipe));

    /// <summary>Trains a student on running text to do as a pretrained model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">A Hugging Face folder of a BERT, ALBERT or DistilBERT model with its tokenizer.</param>
    /// <param name="options">The student's size, and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static GeneralDistillationTrainer GeneralDistillation(this Catalog catalog, string teacher, GeneralDistillationTrainer.Options options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(teacher);
        ArgumentNullException.ThrowIfNull(options);
        return new GeneralDistillationTrainer(CatalogEnvironment.Of(catalog), () => PretrainedModel.Load(teacher), options);
    }

    /// <summary>Trains a student on running text to do as a fitted model, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">A <see cref="PretrainedTextTransformer"/>, a <see cref="TextModelTransformer"/>, whose head is not used, or a chain with one.</param>
    /// <param name="student">The size of the student.</param>
    /// <param name="recipe">What the student minimises, and where it starts; null for <see cref="DistillationRecipe.TinyBertGeneral"/>.</param>
    /// <exception cref="ArgumentException">An argument is out of range, or there is no text model, or several.</exception>
    public static GeneralDistillationTrainer GeneralDistillation(this Catalog catalog, ITransformer teacher, ModelShape student, DistillationRecipe? recipe = null) =>
        GeneralDistillation(catalog, teacher, OptionsOf(student, recipe));

    /// <summary>Trains a student on running text to do as a fitted model, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="teacher">A <see cref="PretrainedTextTransformer"/>, a <see cref="TextModelTransformer"/>, whose head is not used, or a chain with one.</param>
    /// <param name="options">The student's size, and how it learns.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no text model, or several.</exception>
    public static GeneralDistillationTrainer GeneralDistillation(this Catalog catalog, ITransformer teacher, GeneralDistillationTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var model = FittedModel.Of(teacher, nameof(teacher));
        return new GeneralDistillationTrainer(CatalogEnvironment.Of(catalog), () => model, options);
    }

    /// <summary>Goes on with the pre-training of a model on running text.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checkpoint">A Hugging Face folder of a BERT, ALBERT or DistilBERT model with its tokenizer; with or without a masked-LM head.</param>
    /// <param name="options">How it learns; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ContinuedPretrainingTrainer ContinuedPretraining(this Catalog catalog, string checkpoint, ContinuedPretrainingTrainer.Options? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpoint);
        return new ContinuedPretrainingTrainer(CatalogEnvironment.Of(catalog), () => PretrainedModel.Load(checkpoint), options ?? new());
    }

    /// <summary>Goes on with the pre-training of a fitted model on running text; the model stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A <see cref="PretrainedTextTransformer"/>, a <see cref="TextModelTransformer"/>, whose head is dropped, or a chain with one.</param>
    /// <param name="options">How it learns; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no text model, or several.</exception>
    public static ContinuedPretrainingTrainer ContinuedPretraining(this Catalog catalog, ITransformer model, ContinuedPretrainingTrainer.Options? options = null)
    {
        var start = FittedModel.Of(model, nameof(model));
        return new ContinuedPretrainingTrainer(CatalogEnvironment.Of(catalog), () => start, options ?? new());
    }

    private static GeneralDistillationTrainer.Options OptionsOf(ModelShape student, DistillationRecipe? recipe) =>
        new() { Student = student, Recipe = recipe ?? DistillationRecipe.TinyBertGeneral };
}
