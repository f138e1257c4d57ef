using System.Diagnostics;

namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>Gives a reader damaged files and notes what it does not bear.</summary>
internal sealed class FuzzRun(FuzzTarget target, int seed)
{
    private const long FreeBytes = 16 << 20;
    private const int BytesPerByte = 4;

    private readonly Mutator _mutator = new(target, seed);

    /// <summary>Tries mutations <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="first">The first mutation.</param>
    /// <param name="count">How many.</param>
    /// <param name="progress">Called after each with its index.</param>
    public FuzzReport Run(long first, long count, Action<long, FuzzReport>? progress = null)
    {
        var report = new FuzzReport();
        foreach (var seedFile in target.Seeds)
        {
            File.WriteAllBytes(seedFile.Path, seedFile.Original());
            target.Load(seedFile.Path)();
        }

        for (var index = first; index < first + count; index++)
        {
            Try(index, report);
            progress?.Invoke(index, report);
        }

        return report;
    }

    private void Try(long index, FuzzReport report)
    {
        var (file, bytes) = _mutator.Create(index);
        File.WriteAllBytes(file.Path, bytes);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var use = Load(index, file.Path, bytes.Length, report);
            use?.Invoke();
            report.Count(loaded: use is not null);
        }
        catch (Exception exception)
        {
            report.Add(FuzzFinding.Of(index, exception));
        }
        finally
        {
            report.NoteTime(index, Stopwatch.GetElapsedTime(start));
            File.WriteAllBytes(file.Path, file.Original());
        }
    }

    private Action? Load(long index, string path, long fileBytes, FuzzReport report)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return target.Load(path);
        }
        catch (Exception exception) when (target.IsRefusal(exception))
        {
            return null;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var allowed = (BytesPerByte * fileBytes) + FreeBytes;
            report.NoteMemory((double)allocated / allowed);
            if (allocated > allowed)
            {
                report.Add(new FuzzFinding(index, $"{allocated:N0} bytes were allocated for a file of {fileBytes:N0} bytes; {allowed:N0} are allowed."));
            }
        }
    }
}
