using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes units with much weight.</summary>
internal sealed record WeightExtraction : ScoredExtraction
{
    internal override string Name => "Extract";

    internal override UnitScores Score(StudentStart start) => WeightScores.Of(start.Teacher, Extraction.IsProjected(start.Teacher, start.Student));
}
