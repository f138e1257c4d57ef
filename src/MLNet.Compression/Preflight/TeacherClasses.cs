using MLNet.Compression.Stages;

namespace MLNet.Compression.Preflight;

/// <summary>Whether teacher and student name their outputs alike, in the same order.</summary>
internal sealed class TeacherClasses : IPreflightCheck
{
    public IEnumerable<string> Look(StageState state, StageSettings settings) => state.Teacher!.Labels.SequenceEqual(state.Model.Labels)
        ? []
        : throw new InvalidOperationException(
            $"The teacher's classes are {List(state.Teacher.Labels)}, the student's {List(state.Model.Labels)}: the student would learn one class under the name of another. Give both the same classes in the same order.");

    private static string List(IEnumerable<string> labels) => string.Join(", ", labels.Take(12).Select(label => $"'{label}'"));
}
