using System.Globalization;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Resuming;

/// <summary>The fingerprint of a training plan.</summary>
internal static class StageFingerprint
{
    /// <param name="plan">The plan, before anything of it is trained.</param>
    /// <param name="environment">Seed and validation set.</param>
    /// <param name="start">All weights that will change.</param>
    public static RunFingerprint Of(TrainingPlan plan, TrainingEnvironment environment, IEnumerable<Parameter> start)
    {
        var teachers = plan.Objective.Teachers.Keys.Select((teacher, i) =>
            KeyValuePair.Create($"teacher {i + 1}", $"weights {WeightHash.Of(teacher.Parameters)}"));
        return new RunFingerprint(
            [
                new("library version", Machine.Library),
                new("processor", Machine.Instructions),
                new("stage", plan.Stage),
                new("seed", environment.Seed.ToString(CultureInfo.InvariantCulture)),
                .. plan.OptionValues,
                .. environment.StageOptions is { } options ? OptionValues.Of(options) : [],
                new("steps", plan.TotalSteps.ToString(CultureInfo.InvariantCulture)),
                new("start of the model", $"weights {WeightHash.Of(start)}"),
                .. teachers,
            ],
            DataOf(plan, environment));
    }

    private static KeyValuePair<string, long[]>[] DataOf(TrainingPlan plan, TrainingEnvironment environment)
    {
        var training = KeyValuePair.Create("training data", RowHashes.Of(plan.Data));
        return plan.Selection.IsActive && environment.Validation is { } validation
            ? [training, KeyValuePair.Create("validation data", RowHashes.Of(validation.Rows))]
            : [training];
    }
}
