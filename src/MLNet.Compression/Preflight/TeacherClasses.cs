using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Preflight;

/// <summary>Whether teacher and student name their outputs alike, in the same order.</summary>
internal sealed class TeacherClasses : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start) => start.Teacher!.Labels.SequenceEqual(start.Model.Labels)
        ? []
        : throw new InvalidOperationException(
            $"{start.TeacherName}'s classes are {ClassNames.Describe(start.Teacher.Labels)}, the student's {ClassNames.Describe(start.Model.Labels)}: the student would learn one class under the name of another. Give both the same classes in the same order.");
}
