using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Preflight;

/// <summary>Whether teacher and student name their outputs alike, in the same order.</summary>
internal sealed class TeacherClasses : IPreflightCheck
{
    public IEnumerable<string> Look(StageState state, StageSettings settings) => state.Teacher!.Labels.SequenceEqual(state.Model.Labels)
        ? []
        : throw new InvalidOperationException(
            $"The teacher's classes are {ClassKeys.Describe(state.Teacher.Labels)}, the student's {ClassKeys.Describe(state.Model.Labels)}: the student would learn one class under the name of another. Give both the same classes in the same order.");
}
