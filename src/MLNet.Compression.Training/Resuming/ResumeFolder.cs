using System.Globalization;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>Numbered states of one run in a folder of its own, of which the two newest are kept.</summary>
internal sealed class ResumeFolder : IDisposable
{
    private const int Kept = 2;
    private const string Prefix = "saved-";
    private const string Extension = ".state";
    private readonly FileStream _lock;
    private readonly Action<string> _log;
    private readonly Action<string, Action<Stream>> _write;
    private long _last;

    /// <summary>Opens a folder for one run, makes it where there is none, and clears away what a killed run left half written.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="log">Is told of files that cannot be written or read.</param>
    /// <param name="write">Writes a file in one piece; null for a temporary file that is flushed and moved into place.</param>
    /// <exception cref="IOException">The folder cannot be made, or another run uses it.</exception>
    public ResumeFolder(string path, Action<string> log, Action<string, Action<Stream>>? write = null)
    {
        Path = path;
        _log = log;
        _write = write ?? AtomicFile.Write;
        Directory.CreateDirectory(path);
        _lock = Lock(System.IO.Path.Combine(path, "lock"));
        foreach (var rest in Directory.EnumerateFiles(path, $"{Prefix}*{Extension}.*.tmp"))
        {
            File.Delete(rest);
        }

        _last = Files().Select(file => file.Number).FirstOrDefault();
    }

    public string Path { get; }

    /// <summary>Writes the next state; where that fails, the earlier ones stay and the run goes on.</summary>
    /// <returns>Whether it was written.</returns>
    public bool TryWrite(Action<StateWriter> save)
    {
        var path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{_last + 1:D8}{Extension}"));
        try
        {
            _write(path, stream => StateFile.Write(stream, save));
            _last++;
            foreach (var (_, old) in Files().Skip(Kept))
            {
                File.Delete(old);
            }

            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _log($"The state could not be saved to {path}: {problem.Message} Training goes on; the states saved before are kept.");
            return false;
        }
    }

    /// <summary>The newest state that is whole and that a condition accepts; damaged ones are passed over.</summary>
    /// <returns>Null where there is none.</returns>
    public StateReader? ReadNewest(Func<StateReader, bool>? accept = null)
    {
        foreach (var (_, path) in Files())
        {
            try
            {
                var reader = StateFile.Read(path).Reader;
                if (accept is null || accept(reader))
                {
                    return reader;
                }
            }
            catch (Exception problem) when (problem is ModelFileException or IOException or UnauthorizedAccessException)
            {
                _log($"A saved state is passed over: {problem.Message}");
            }
        }

        return null;
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>The states, newest first.</summary>
    private (long Number, string Path)[] Files() =>
    [
        .. Directory.EnumerateFiles(Path, $"{Prefix}*{Extension}")
            .Select(file => (Number: NumberOf(file), Path: file))
            .Where(file => file.Number > 0)
            .OrderByDescending(file => file.Number),
    ];

    private static long NumberOf(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
        return long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue ? number : 0;
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new IOException($"{path} cannot be locked: is another run using this folder? {problem.Message}", problem);
        }
    }
}
