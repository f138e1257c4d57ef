using System.CommandLine;
using BenchmarkDotNet.Running;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>BenchmarkDotNet with its own arguments.</summary>
internal static class MicroVerb
{
    public static Command Create()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "Arguments of BenchmarkDotNet; put -- before options." };
        var command = new Command("micro", "Runs the BenchmarkDotNet classes of this assembly.") { arguments };
        command.SetAction(result => { BenchmarkSwitcher.FromAssembly(typeof(MicroVerb).Assembly).Run(result.GetValue(arguments)); });
        return command;
    }
}
