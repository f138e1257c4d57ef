using System.Globalization;

namespace MLNet.Compression.Stages;

/// <summary>Where a chain keeps the state of its training, and how often it writes it.</summary>
/// <param name="Folder">The folder of the chain.</param>
/// <param name="EverySteps">Steps after which the state is written; 0 for no limit.</param>
/// <param name="EveryMinutes">Minutes after which it is written.</param>
/// <param name="PerData">Whether each data set gets a folder of its own.</param>
internal sealed record ResumePlace(string Folder, int EverySteps, double EveryMinutes, bool PerData)
{
    /// <summary>What options ask for; null for nothing.</summary>
    public static ResumePlace? Of(TrainingOptions? options) => options is null || string.IsNullOrEmpty(options.ResumeFolder)
        ? null
        : new ResumePlace(options.ResumeFolder, options.SaveEverySteps, options.SaveEveryMinutes, options.ResumePerData);

    /// <summary>Makes options write to the folder of a stage.</summary>
    /// <param name="options">Are changed.</param>
    /// <param name="stagesBefore">Number of stages before this one.</param>
    public void ApplyTo(TrainingOptions options, int stagesBefore)
    {
        options.ResumeFolder = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"stage-{stagesBefore + 1}"));
        options.SaveEverySteps = EverySteps;
        options.SaveEveryMinutes = EveryMinutes;
        options.ResumePerData = PerData;
    }
}
