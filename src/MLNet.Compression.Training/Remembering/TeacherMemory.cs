using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Remembering;

/// <summary>The teachers of a stage whose outputs are worth remembering.</summary>
internal sealed class TeacherMemory : IDisposable
{
    private readonly Dictionary<SingleTeacher, RememberingTeacher> _remembering = [];
    private readonly List<IOutputStore> _stores = [];

    private TeacherMemory()
    {
    }

    /// <summary>Decides which teachers remember: models that are asked for the same rows again, for predictions alone or for states that may be fp16.</summary>
    /// <param name="plan">The stage.</param>
    /// <param name="memory">What may be remembered.</param>
    /// <param name="environment">Is told.</param>
    public static TeacherMemory For(TrainingPlan plan, MemoryPlan memory, TrainingEnvironment environment)
    {
        var result = new TeacherMemory();
        var worthy = plan.Objective.Teachers
            .Where(teacher => teacher.Key.Beside is not null && !plan.Learns(teacher.Key) && (memory.States || teacher.Value.IsOnlyLogits))
            .Select(teacher => teacher.Key.Beside!)
            .ToArray();
        if (memory.Bytes == 0 || worthy.Length == 0 || plan.TotalSteps <= plan.StepsPerEpoch)
        {
            return result;
        }

        foreach (var teacher in worthy)
        {
            var limit = memory.Bytes / worthy.Length;
            IOutputStore store = memory.InFile ? new FileStore(FileOf(plan), limit, environment.Log) : new MemoryStore(limit);
            result._stores.Add(store);
            result._remembering.Add(teacher, new RememberingTeacher(teacher, store));
        }

        return result;
    }

    /// <summary>The teachers, by position, with a memory where they are worth it.</summary>
    public IReadOnlyList<SingleTeacher> Remembering(IReadOnlyList<SingleTeacher> teachers) =>
        [.. teachers.Select(teacher => _remembering.TryGetValue(teacher, out var remembering) ? remembering : teacher)];

    public void Dispose() => _stores.ForEach(store => store.Dispose());

    private static string FileOf(TrainingPlan plan) =>
        Path.Combine(plan.Resume?.Folder ?? Path.GetTempPath(), $"teacher-{Guid.NewGuid():N}.outputs");
}
