using Microsoft.ML;

namespace MLNet.Compression.Baselines;

/// <summary>One of ML.NET's linear trainers.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Make">Makes it; it reads the columns Features and Label, or Value.</param>
internal sealed record LinearTrainer(string Name, Func<MLContext, IEstimator<ITransformer>> Make);
