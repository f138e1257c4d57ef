using System.CommandLine;
using MLNet.Compression.Benchmarks.Comparisons;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Compares models on tasks of GLUE (Wang et al. 2018).</summary>
internal static class GlueVerb
{
    public static Command Create() => ComparisonCommand.Of("glue", "tasks of GLUE", ComparedTasks.Glue);
}
