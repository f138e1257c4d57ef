using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>How near a student comes to its teacher, whatever the order of their classes.</summary>
internal static class DistillationMeasure
{
    public static QualityReport Of(TextModelTransformer student, TextModelTransformer teacher, IReadOnlyList<LabeledPair> rows) => new LoyaltyJudge(teacher, rows).Of(student);
}
