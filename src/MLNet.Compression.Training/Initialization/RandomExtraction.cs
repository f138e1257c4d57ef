using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes units by lot.</summary>
internal sealed record RandomExtraction : ScoredExtraction
{
    internal override string Name => "ExtractRandom";

    internal override UnitScores Score(TextModel teacher, bool isProjected, StudentStart start) => RandomScores.Of(teacher.Shape, isProjected, start.Environment.Seed);
}
