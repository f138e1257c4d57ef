using System.CommandLine;
using MLNet.Compression.Benchmarks.Verbs;
using Spectre.Console;

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
    AgreementVerb.Create(),
    FineTuningVerb.Create(),
    MicroVerb.Create(),
};
return root.Parse(args).Invoke();
