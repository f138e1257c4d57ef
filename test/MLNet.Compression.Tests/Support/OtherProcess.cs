using System.Diagnostics;

namespace MLNet.Compression.Tests.Support;

/// <summary>A process of its own, in which nothing of the library was called before.</summary>
internal static class OtherProcess
{
    /// <summary>The lines that it prints; it has to succeed.</summary>
    public static IEnumerable<string> Lines(params IEnumerable<string> arguments)
    {
        var (exitCode, output, error) = Run(arguments);
        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());
    }

    private static (int ExitCode, string Output, string Error) Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "MLNet.Compression.FreshProcess.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
