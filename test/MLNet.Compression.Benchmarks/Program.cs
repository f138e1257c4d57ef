using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Verbs;
using Spectre.Console;

var main = Stopwatch.GetTimestamp();
if (args is [LoadProcess.Verb, var file, var text])
{
    return LoadProcess.Run(main, file, text);
}

// Options and tables read the same everywhere.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 180;
    AnsiConsole.Profile.Capabilities.Ansi = false;
}

var root = new RootCommand("Measures MLNet.Compression on this machine.")
{
    GemmVerb.Create(),
    TrainingVerb.Create(),
    AccountVerb.Create(),
    LatencyVerb.Create(),
    KernelsVerb.Create(),
    TextToLabelVerb.Create(),
    TokenizerVerb.Create(),
    LoadVerb.Create(),
    AgreementVerb.Create(),
    VectorsVerb.Create(),
    FineTuningVerb.Create(),
    PretrainingVerb.Create(),
    GeneralDistillationVerb.Create(),
    TinyModelVerb.Create(),
    TinyModelTasksVerb.Create(),
    DistillationVerb.Create(),
    FrontVerb.Create(),
    CompressionVerb.Create(),
    PruningVerb.Create(),
    QuantizationVerb.Create(),
    RobustnessVerb.Create(),
    GlueVerb.Create(),
    SquadVerb.Create(),
    TaggingVerb.Create(),
    SimilarityVerb.Create(),
    RoundingVerb.Create(),
    AllocationVerb.Create(),
    VocabularyVerb.Create(),
    RowTablesVerb.Create(),
    MicroVerb.Create(),
};
return root.Parse(args).Invoke(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
