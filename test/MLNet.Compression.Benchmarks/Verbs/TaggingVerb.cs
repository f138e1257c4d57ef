using System.CommandLine;
using MLNet.Compression.Benchmarks.Comparisons;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Compares models that tag words.</summary>
internal static class TaggingVerb
{
    public static Command Create() => ComparisonCommand.Of("tagging", "tags of words", ComparedTasks.Tagging);
}
