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
        var teachers = plan.Objective.Teachers.Keys.Select((teacher, i) => KeyValuePair.Create($"teacher {i + 1}", teacher.Fingerprint));
        return new RunFingerprint(
            [
                new("library version", Machine.Library),
                new("processor", Machine.Instructions),
                new("stage", plan.Stage),
                new("seed", environment.Seed.ToString(CultureInfo.InvariantCulture)),
                .. plan.OptionValues,
                new("steps", plan.TotalSteps.ToString(CultureInfo.InvariantCulture)),
                new("start of the model", ModelDescription.Of(plan.Student, start)),
                .. teachers,
                .. plan.Route is { } route ? [new("predecessor", route.Fingerprint)] : Array.Empty<KeyValuePair<string, string>>(),
            ],
            DataOf(plan, environment));
    }

    private static KeyValuePair<string, long[]>[] DataOf(TrainingPlan plan, TrainingEnvironment environment)
    {
        var sets = plan.Source.Sets.SelectMany(set => set.Tokenizations.Select((tokens, i) => KeyValuePair.Create(i == 0 ? set.Name : $"{set.Name} in the tokens of another model ({i})", RowHashes.Of(tokens))));
        return plan.Selection.IsActive && environment.Validation is { } validation
            ? [.. sets, KeyValuePair.Create("validation data", RowHashes.Of(validation.Rows))]
            : [.. sets];
    }
}
