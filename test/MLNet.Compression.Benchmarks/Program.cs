using System.CommandLine;
using System.Diagnostics;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Verbs;
using Spectre.Console;

var main = Stopwatch.GetTimestamp();
if (args is [LoadProcess.Verb, var file, var text])
{
    return LoadProcess.Run(main, file, text);
}

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 180;
}

var root = new RootCommand("Measures MLNet.Compression on this machine.")
{
    GemmVerb.Create(),
    TrainingVerb.Create(),
    AccountVerb.Create(),
    LatencyVerb.Create(),
    TextToLabelVerb.Create(),
    TokenizerVerb.Create(),
    LoadVerb.Create(),
    AgreementVerb.Create(),
    FineTuningVerb.Create(),
    MicroVerb.Create(),
};
return root.Parse(args).Invoke();
