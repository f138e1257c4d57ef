using System.Globalization;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Stages;

/// <summary>Where a chain keeps the state of its training, and how often it writes it.</summary>
/// <param name="Folder">The folder of the chain.</param>
/// <param name="EverySteps">Steps after which the state is written; 0 for no limit.</param>
/// <param name="EveryMinutes">Minutes after which it is written.</param>
/// <param name="PerData">Whether each data set gets a folder of its own.</param>
internal sealed record CheckpointPlace(string Folder, int EverySteps, double EveryMinutes, bool PerData)
{
    /// <summary>What options ask for; null for nothing.</summary>
    public static CheckpointPlace? Of(TrainingOptions? options) => options is null || string.IsNullOrEmpty(options.CheckpointFolder)
        ? null
        : new CheckpointPlace(options.CheckpointFolder, options.CheckpointEverySteps, options.CheckpointEveryMinutes, options.CheckpointPerData);

    /// <summary>Makes options write to the folder of a stage.</summary>
    /// <param name="options">Are changed.</param>
    /// <param name="stagesBefore">Number of stages before this one.</param>
    public void ApplyTo(TrainingOptions options, int stagesBefore)
    {
        options.CheckpointFolder = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"stage-{stagesBefore + 1}"));
        options.CheckpointEverySteps = EverySteps;
        options.CheckpointEveryMinutes = EveryMinutes;
        options.CheckpointPerData = PerData;
    }
}
