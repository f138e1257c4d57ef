using System.Diagnostics;

namespace MLNet.Compression.Delivery.Tests.Support;

/// <summary>Runs the dotnet command in a process of its own.</summary>
internal static class DotnetProcess
{
    /// <summary>Runs it without input.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and what it wrote to both outputs.</returns>
    public static (int ExitCode, string Output) TryRun(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build started here must not leave nodes behind, take over what the test host was started with, or restore into the user's packages.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "restored");
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBuild", StringComparison.Ordinal) || key.StartsWith("VSTEST_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Runs it, and fails the test if it fails.</summary>
    /// <returns>What it wrote to both outputs.</returns>
    public static string Run(string folder, params IEnumerable<string> arguments)
    {
        var (exitCode, output) = TryRun(folder, arguments);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
