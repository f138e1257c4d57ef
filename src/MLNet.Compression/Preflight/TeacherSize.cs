namespace MLNet.Compression.Preflight;

/// <summary>Whether the teacher is larger than its student.</summary>
internal sealed class TeacherSize : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        var (teacher, student) = (start.Teacher!.ParameterCount, start.Model.ParameterCount);
        return student <= teacher
            ? []
            : [FormattableString.Invariant($"The student is larger than its teacher: {student:N0} parameters against {teacher:N0}. Name a smaller Student, or exchange the two.")];
    }
}
