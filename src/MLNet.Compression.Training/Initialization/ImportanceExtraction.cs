using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes units that the loss misses most.</summary>
/// <param name="Rows">Rows of the sample.</param>
internal sealed record ImportanceExtraction(int Rows) : ScoredExtraction
{
    internal override string Name => FormattableString.Invariant($"ExtractImportant({Rows})");

    internal override UnitScores Score(TextModel teacher, bool isProjected, StudentStart start)
    {
        if (start.Data is not { Count: > 0 } data)
        {
            throw new ArgumentException("ExtractImportant measures the teacher on a sample of the rows, but there are none: give rows, or choose Extract or ExtractRandom.");
        }

        return new ImportancePass(teacher, start.Environment).Run(data, Rows);
    }
}
