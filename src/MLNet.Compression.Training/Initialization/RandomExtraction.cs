using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes units by lot.</summary>
internal sealed record RandomExtraction : ScoredExtraction
{
    internal override string Name => "ExtractRandom";

    internal override UnitScores Score(StudentStart start) =>
        RandomScores.Of(start.Teacher.Shape, Extraction.IsProjected(start.Teacher, start.Student), start.Environment.Seed);
}
