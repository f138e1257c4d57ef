using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Recipes;

/// <summary>From a user's options to a plan of the training loop.</summary>
internal static class StagePlan
{
    /// <summary>The plan that all recipes start from.</summary>
    internal static TrainingPlan For(string stage, TextModel model, TextDataset data, TrainingOptions options, Objective objective) => new()
    {
        Stage = stage,
        Student = model,
        Data = data,
        Objective = objective,
        LearningRate = new WarmupLinearDecay(options.LearningRate, options.WarmupShare),
        Epochs = options.Epochs,
        BatchSize = options.BatchSize,
        AccumulationSteps = options.AccumulationSteps,
        MaximumGradientNorm = options.MaximumGradientNorm,
        Dropout = options.DropoutRates,
        Optimizer = options.AdamW,
    };
}
