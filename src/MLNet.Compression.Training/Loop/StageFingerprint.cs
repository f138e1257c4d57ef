using System.Globalization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Loop;

/// <summary>The fingerprint of a training plan.</summary>
internal static class StageFingerprint
{
    /// <param name="plan">The plan, before anything of it is trained.</param>
    /// <param name="environment">Seed and validation set.</param>
    /// <param name="start">All of the model, and beside it, that will change.</param>
    public static RunFingerprint Of(TrainingPlan plan, TrainingEnvironment environment, ModelState start)
    {
        var teachers = plan.Objective.Teachers.Keys.Select((teacher, i) => KeyValuePair.Create($"teacher {i + 1}", Describe(teacher, new ModelState(teacher, []))));
        return new RunFingerprint(
            [
                new("library version", Machine.Library),
                new("processor", Machine.Instructions),
                new("stage", plan.Stage),
                new("seed", environment.Seed.ToString(CultureInfo.InvariantCulture)),
                .. plan.OptionValues,
                new("steps", plan.TotalSteps.ToString(CultureInfo.InvariantCulture)),
                new("start of the model", Describe(plan.Student, start)),
                .. teachers,
            ],
            DataOf(plan, environment));
    }

    /// <summary>Weights, parametrisations with their states, and what the same weights could be used for otherwise.</summary>
    private static string Describe(TextModel model, ModelState state)
    {
        var shape = model.Shape with { WeightsOfLayer = [.. Enumerable.Range(0, model.Shape.Layers.Length).Select(model.Shape.WeightLayer)] };
        var kinds = state.Parametrizations.CountBy(parametrization => parametrization.GetType().Name).Select(kind => $", {kind.Value} x {kind.Key}");
        return $"weights {StateHash.Of(state)} of {model.HeadKind} {OptionValues.Text(shape)}{string.Concat(kinds)}";
    }

    private static KeyValuePair<string, long[]>[] DataOf(TrainingPlan plan, TrainingEnvironment environment)
    {
        var training = KeyValuePair.Create("training data", RowHashes.Of(plan.Data));
        return plan.Selection.IsActive && environment.Validation is { } validation
            ? [training, KeyValuePair.Create("validation data", RowHashes.Of(validation.Rows))]
            : [training];
    }
}
