using MLNet.Compression.Logging;

namespace MLNet.Compression.Preflight;

/// <summary>All checks; warnings go to MLContext.Log. Columns are checked earlier, as the data is opened.</summary>
internal static class PreflightChecks
{
    private static readonly IPreflightCheck[] _data = [new PairedTexts(), new ClassCounts(), new EmptyTexts(), new CutTexts()];

    private static readonly IPreflightCheck[] _teacher = [new TeacherClasses(), new StudentSize(), new TeacherAccuracy(), new TeacherTags()];

    /// <summary>Looks at the training data.</summary>
    /// <exception cref="InvalidOperationException">The stage can't lead to anything.</exception>
    public static void LookAtData(StageStart start, StageLog log) => Look(_data, start, log.WarnOfData);

    /// <summary>Looks at the teacher, which there is.</summary>
    /// <exception cref="InvalidOperationException">The stage can't lead to anything.</exception>
    public static void LookAtTeacher(StageStart start, StageLog log) => Look(_teacher, start, log.Warn);

    private static void Look(IPreflightCheck[] checks, StageStart start, Action<string> warn)
    {
        foreach (var warning in checks.SelectMany(check => check.Look(start)))
        {
            warn(warning);
        }
    }
}
