using System.Diagnostics;
using System.Reflection;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>Loads a model's file in fresh processes, one after the other.</summary>
/// <param name="file">The model.</param>
/// <param name="text">What is scored.</param>
/// <param name="environment">Variables of the processes, such as <c>DOTNET_TieredPGO</c>.</param>
internal sealed class LoadBench(string file, string text, IReadOnlyDictionary<string, string> environment)
{
    public List<LoadTimes> Measure(int runs)
    {
        // The first one reads the runtime's own files from disk.
        _ = RunOnce();
        return [.. Enumerable.Range(0, runs).Select(_ => RunOnce())];
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
