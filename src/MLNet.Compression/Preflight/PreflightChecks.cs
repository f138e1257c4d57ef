using MLNet.Compression.Stages;

namespace MLNet.Compression.Preflight;

/// <summary>All checks; warnings go to MLContext.Log. Columns are checked earlier, as the data is opened.</summary>
internal static class PreflightChecks
{
    private static readonly IPreflightCheck[] OfData = [new PairedTexts(), new ClassCounts(), new EmptyTexts(), new CutTexts()];

    private static readonly IPreflightCheck[] OfTeacher = [new TeacherClasses(), new TeacherAccuracy()];

    /// <summary>Looks at what the stage starts from, as far as no earlier stage of the chain did.</summary>
    /// <returns>The state that says so.</returns>
    /// <exception cref="InvalidOperationException">The stage can't lead to anything.</exception>
    public static StageState Run(StageState state, StageSettings settings, StageLog log)
    {
        var data = state.IsDataChecked ? [] : OfData;
        var teacher = state.Teacher is null || ReferenceEquals(state.Teacher, state.CheckedTeacher) ? [] : OfTeacher;
        foreach (var warning in data.Concat(teacher).SelectMany(check => check.Look(state, settings)))
        {
            log.Warn(warning);
        }

        return state with { IsDataChecked = true, CheckedTeacher = state.Teacher };
    }
}
