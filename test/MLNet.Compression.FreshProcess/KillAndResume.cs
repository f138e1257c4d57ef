using System.Diagnostics;

namespace MLNet.Compression.FreshProcess;

/// <summary>Trains a chain in a process that is killed at random moments and started again, until it comes to its end.</summary>
/// <remarks>A moment is a number of file operations in the checkpoint folder: some kills fall into a write, some between two, some before the first.</remarks>
internal sealed class KillAndResume(int seed)
{
    private const int MostOperations = 9;
    private const int KillsPerDamage = 5;
    private readonly Random _random = new(seed);
    private int _resumed;
    private int _passedOver;

    /// <summary>Runs it.</summary>
    /// <param name="kills">How often to kill; fewer if the training ends before.</param>
    /// <exception cref="InvalidOperationException">A process failed by itself.</exception>
    public KillResult Run(int kills)
    {
        var temporary = Directory.CreateTempSubdirectory("mlnet-compression-kill-");
        try
        {
            var (expected, actual) = (Path.Combine(temporary.FullName, "expected.bin"), Path.Combine(temporary.FullName, "actual.bin"));
            Live("-", expected, watcher: null);
            var checkpoints = temporary.CreateSubdirectory("checkpoints").FullName;
            var (killed, duringWrites, damaged) = (0, 0, 0);
            while (!LiveUntil(killed < kills, checkpoints, actual))
            {
                killed++;
                duringWrites += Directory.EnumerateFiles(checkpoints, "*.tmp", SearchOption.AllDirectories).Any() ? 1 : 0;
                damaged += killed % KillsPerDamage == 0 && TryDamage(checkpoints) ? 1 : 0;
            }

            return new KillResult(killed, duringWrites, damaged, _resumed, _passedOver, File.ReadAllBytes(actual).SequenceEqual(File.ReadAllBytes(expected)));
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <returns>Whether the training came to its end.</returns>
    private bool LiveUntil(bool kill, string checkpoints, string file)
    {
        if (!kill)
        {
            return Live(checkpoints, file, watcher: null);
        }

        using var watcher = new FileSystemWatcher(checkpoints) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName };
        return Live(checkpoints, file, watcher);
    }

    private bool Live(string checkpoints, string file, FileSystemWatcher? watcher)
    {
        using var process = new Process { StartInfo = StartInfo(checkpoints, file) };
        var operations = watcher is null ? -1 : _random.Next(MostOperations + 1);
        if (operations > 0)
        {
            KillAfter(operations, watcher!, process);
        }

        process.Start();
        var error = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (operations == 0)
            {
                process.Kill();
            }

            _resumed += line.Contains("resumed", StringComparison.Ordinal) && !line.Contains("at its end", StringComparison.Ordinal) ? 1 : 0;
            _passedOver += line.Contains("passed over", StringComparison.Ordinal) ? 1 : 0;
        }

        process.WaitForExit();
        if (process.ExitCode != 0 && (watcher is null || error.Result.Length > 0))
        {
            throw new InvalidOperationException($"The training failed with exit code {process.ExitCode}: {error.Result}");
        }

        return process.ExitCode == 0;
    }

    private static void KillAfter(int operations, FileSystemWatcher watcher, Process process)
    {
        var seen = 0;
        void Count()
        {
            if (Interlocked.Increment(ref seen) == operations)
            {
                process.Kill();
            }
        }

        watcher.Created += (_, _) => Count();
        watcher.Renamed += (_, _) => Count();
        watcher.Deleted += (_, _) => Count();
        watcher.EnableRaisingEvents = true;
    }

    private bool TryDamage(string checkpoints)
    {
        var newest = Directory.EnumerateFiles(checkpoints, "*.state", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault();
        if (newest is null)
        {
            return false;
        }

        var bytes = File.ReadAllBytes(newest);
        if (_random.Next(2) == 0)
        {
            bytes = bytes[..^_random.Next(1, bytes.Length)];
        }
        else
        {
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        }

        File.WriteAllBytes(newest, bytes);
        return true;
    }

    private static ProcessStartInfo StartInfo(string checkpoints, string file) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(KillAndResume).Assembly.Location, "train", checkpoints, file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
