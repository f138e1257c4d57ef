using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Training.Robustness;

/// <summary>Keeps finished texts in a file, a JSON line each, below a line that says of which run they are.</summary>
internal sealed class AttackLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter? _file;

    private AttackLog(StreamWriter? file, IReadOnlyList<AttackedText> finished) => (_file, Finished) = (file, finished);

    /// <summary>What earlier sittings finished.</summary>
    public IReadOnlyList<AttackedText> Finished { get; }

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file; null keeps nothing.</param>
    /// <param name="run">The run in words.</param>
    /// <param name="rows">Its texts.</param>
    /// <exception cref="ArgumentException">The file is of another run, or no such file.</exception>
    public static AttackLog Open(string? path, string run, IReadOnlyList<AttackRow> rows)
    {
        if (path is null)
        {
            return new AttackLog(null, []);
        }

        var title = JsonSerializer.Serialize($"{run}; {HashOf(rows)}");
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length > 0 && lines[0] != title)
        {
            throw new ArgumentException($"{path} has results of another run: {lines[0]} and not {title}. Name another file, or delete it.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var file = new StreamWriter(path, append: true) { AutoFlush = true };
        file.WriteLine(lines.Length == 0 ? title : "");
        return new AttackLog(file, [.. lines.Skip(1).Select(Read).OfType<AttackedText>()]);
    }

    /// <summary>Keeps a finished text.</summary>
    public void Add(AttackedText text)
    {
        lock (_gate)
        {
            _file?.WriteLine(JsonSerializer.Serialize(text));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>Each sitting begins a new line, since the last one may have been cut off when a sitting was killed; such a line is left out, and its text attacked again.</summary>
    private static AttackedText? Read(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<AttackedText>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string HashOf(IReadOnlyList<AttackRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row.Identity));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
