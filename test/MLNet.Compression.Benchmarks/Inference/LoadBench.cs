using System.Diagnostics;
using System.Reflection;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Loads a model's file in fresh processes, one after the other.</summary>
/// <param name="file">The model.</param>
/// <param name="text">What is scored.</param>
/// <param name="environment">Variables of the processes, such as <c>DOTNET_TieredPGO</c>.</param>
internal sealed class LoadBench(string file, string text, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Runs a process of each in every round.</summary>
    /// <returns>Of each, what its processes took.</returns>
    public static IReadOnlyList<LoadTimes>[] InTurns(IReadOnlyList<LoadBench> benches, int rounds, Sitting sitting)
    {
        var runs = new List<LoadTimes[]>();

        // The first round reads files from disk that later ones find in memory.
        for (var round = 0; round <= rounds; round++)
        {
            sitting.Now($"fresh processes: round {round} of {rounds}");
            runs.Add([.. benches.Select(bench => bench.RunOnce())]);
        }

        return [.. benches.Select((_, i) => runs.Skip(1).Select(round => round[i]).ToArray())];
    }

    private LoadTimes RunOnce()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (var argument in new[] { LoadProcess.Verb, file, text })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? LoadTimes.Parse(line)
            : throw new InvalidOperationException($"The process ended with exit code {process.ExitCode}.");
    }
}
