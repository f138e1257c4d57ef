using System.CommandLine;
using MLNet.Compression.Benchmarks.Verbs;

var root = new RootCommand("Measures MLNet.Compression on this machine.")
{
    GemmVerb.Create(),
    LatencyVerb.Create(),
    TrainingVerb.Create(),
    MicroVerb.Create(),
};
return root.Parse(args).Invoke();
