using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Chains;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Compresses the model of an estimator by a recipe: a student of it is distilled, and quantised with training.</summary>
    /// <param name="estimator">The estimator of the teacher.</param>
    /// <param name="recipe">What comes of it, such as <see cref="CompressionRecipe.Small"/>.</param>
    /// <exception cref="ArgumentException">The recipe has a fault.</exception>
    public static RecipeEstimator Compress(this IEstimator<TextModelTransformer> estimator, CompressionRecipe recipe) => Compress(estimator, RecipeOptions(recipe));

    /// <summary>Compresses the model of an estimator by a recipe: a student of it is distilled, and quantised with training.</summary>
    /// <param name="estimator">The estimator of the teacher.</param>
    /// <param name="options">The recipe, and what all its stages share.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RecipeEstimator Compress(this IEstimator<TextModelTransformer> estimator, RecipeEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Compresses the text model of a chain by a recipe.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model: the teacher.</param>
    /// <param name="recipe">What comes of it, such as <see cref="CompressionRecipe.Small"/>.</param>
    /// <returns>The chain in which that estimator is followed by the recipe; all others stay.</returns>
    /// <exception cref="ArgumentException">The recipe has a fault, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Compress(this IEstimator<ITransformer> chain, CompressionRecipe recipe) => Compress(chain, RecipeOptions(recipe));

    /// <summary>Compresses the text model of a chain by a recipe.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model: the teacher.</param>
    /// <param name="options">The recipe, and what all its stages share.</param>
    /// <returns>The chain in which that estimator is followed by the recipe; all others stay.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Compress(this IEstimator<ITransformer> chain, RecipeEstimator.Options options) =>
        EstimatorChains.Replace(chain, estimator => estimator.Compress(options));

    /// <summary>Compresses the text model of a fitted or loaded chain by a recipe. It stays as it is, and teaches the smaller one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="recipe">What comes of it, such as <see cref="CompressionRecipe.Small"/>.</param>
    /// <returns>The same chain with the compressed model in that place.</returns>
    /// <exception cref="ArgumentException">The recipe has a fault, no student keeps its bytes, or the chain has no text model or several.</exception>
    public static ITransformer Compress(this ITransformer model, IDataView data, CompressionRecipe recipe) => Compress(model, data, RecipeOptions(recipe));

    /// <summary>Compresses the text model of a fitted or loaded chain by a recipe. It stays as it is, and teaches the smaller one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="options">The recipe, and what all its stages share.</param>
    /// <returns>The same chain with the compressed model in that place.</returns>
    /// <exception cref="ArgumentException">An option is out of range, no student keeps the recipe's bytes, or the chain has no text model or several.</exception>
    public static ITransformer Compress(this ITransformer model, IDataView data, RecipeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TransformerChains.Replace(model, data, (text, rows) => new RecipeEstimator(new FittedStage(text), options).Fit(rows!));
    }

    private static RecipeEstimator.Options RecipeOptions(CompressionRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return new() { Recipe = recipe };
    }
}
