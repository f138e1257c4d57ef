using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>What models cost, on the context itself, as any model of ML.NET has a cost.</summary>
public static class CostCatalogExtensions
{
    /// <summary>Measures a model's size, speed and memory on the rows of a data view: a text model, its teacher, a chain, or a model of another kind.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">Rows with the columns that the model reads.</param>
    /// <param name="model">The model, which is saved to memory and loaded from it, so that what is measured is what a user loads.</param>
    /// <param name="options">How many rows and passes; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no rows or no column of texts, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <remarks>Times are those of this machine as it is at the moment: compare models that were measured in turns.</remarks>
    public static CostMetrics EvaluateCost(this MLContext ml, IDataView data, ITransformer model, CostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        return new CostEvaluation(ml, data, options ?? new CostOptions()).Of(model);
    }
}
