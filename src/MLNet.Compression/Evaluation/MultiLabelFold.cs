using Microsoft.ML;

namespace MLNet.Compression;

/// <summary>What one fold of a cross-validation gave.</summary>
/// <param name="Fold">Its number, from 0.</param>
/// <param name="Model">The model, fitted on the rows of all other folds.</param>
/// <param name="Metrics">How well it does on the rows of this one.</param>
/// <param name="ScoredHoldOutSet">These rows with the model's columns.</param>
public sealed record MultiLabelFold(int Fold, ITransformer Model, MultiLabelMetrics Metrics, IDataView ScoredHoldOutSet);
