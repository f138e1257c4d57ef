using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes units with much weight.</summary>
internal sealed record WeightExtraction : ScoredExtraction
{
    internal override string Name => "Extract";

    internal override UnitScores Score(TextModel teacher, bool isProjected, StudentStart start) => WeightScores.Of(teacher, isProjected);
}
