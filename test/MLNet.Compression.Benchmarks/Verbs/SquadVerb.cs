using System.CommandLine;
using MLNet.Compression.Benchmarks.Comparisons;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Compares models that find answers.</summary>
internal static class SquadVerb
{
    public static Command Create() => ComparisonCommand.Of("squad", "questions of SQuAD 1.1", ComparedTasks.Squad);
}
