using System.Reflection;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Quantization;

/// <summary>What is wrong with options of a pruning that happens while a model is quantised, and the remedy.</summary>
internal static class JointPruningCheck
{
    private const string Pruning = nameof(QuantizationEstimator.Options.Pruning);
    private const string Training = nameof(QuantizationEstimator.Options.QuantizationAwareTraining);
    private static readonly PruningOptions _usual = new();

    /// <summary>A sentence for each fault.</summary>
    /// <param name="pruning">The options.</param>
    /// <param name="training">How the quantisation trains; null where it does not.</param>
    public static IEnumerable<string> FaultsOf(PruningOptions pruning, QuantizationOptions? training)
    {
        foreach (var fault in OptionsValidation.FaultsOf(pruning))
        {
            yield return $"{Pruning}.{fault}";
        }

        if (training is null)
        {
            yield return $"{Pruning} is set, but {Training} is null: a model loses units while it is trained. Set {Training}, or prune in a stage before.";
        }

        if (training?.Losses is not null)
        {
            yield return $"{Training}.{nameof(QuantizationOptions.Losses)} are set, but those of {Pruning} count in a run that prunes: set {Pruning}.{nameof(PruningOptions.Losses)} in their place.";
        }

        if (training?.Stages is not null)
        {
            yield return $"{Training}.{nameof(QuantizationOptions.Stages)} are set, but a run that prunes has one stage, with the losses of {Pruning}: prune in a stage before.";
        }

        if (pruning.Unit is not null && QuantizationRun.FaultOfUnits(pruning) is { } units)
        {
            yield return $"{Pruning}: {units}";
        }

        foreach (var option in typeof(TrainingOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(option => !Equals(option.GetValue(pruning), option.GetValue(_usual))))
        {
            yield return $"{Pruning}.{option.Name} is set, but {Training} says how a run trains that prunes and quantises: set {Training}.{option.Name} in its place.";
        }

        if (pruning is IStageOptions { ValidationSet: not null } or IStageOptions { Seed: not null })
        {
            yield return $"{Pruning} has a seed or a validation set of its own: set those of the quantisation in their place.";
        }
    }
}
