using System.CommandLine;
using MLNet.Compression.Benchmarks.Verbs;

var root = new RootCommand("Measures MLNet.Compression on this machine.")
{
    GemmVerb.Create(),
    TrainingVerb.Create(),
    AccountVerb.Create(),
    LatencyVerb.Create(),
    FineTuningVerb.Create(),
    MicroVerb.Create(),
};
return root.Parse(args).Invoke();
