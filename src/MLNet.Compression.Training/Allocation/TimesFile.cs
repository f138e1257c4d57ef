using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Allocation;

/// <summary>Times in the folder of a run, so that the run, when it is resumed, chooses by the same ones.</summary>
/// <param name="folder">The folder; null for nowhere.</param>
internal sealed class TimesFile(string? folder)
{
    private const string Name = "times.state";
    private const string MachineName = "machine";
    private const string Times = "times";

    /// <summary>What the file holds; nothing where there is none, or one of another machine.</summary>
    /// <exception cref="ModelFileException">The file is damaged.</exception>
    public IReadOnlyDictionary<string, double> Read()
    {
        if (folder is null || Path.Combine(folder, Name) is not { } path || !File.Exists(path))
        {
            return new Dictionary<string, double>();
        }

        var reader = StateFile.Read(path).Reader;
        if (reader.ReadString(MachineName) != Machine.Instructions)
        {
            return new Dictionary<string, double>();
        }

        var times = reader.In(Times);
        return times.All.ToDictionary(part => part.Key, part => times.ReadDouble(part.Key));
    }

    /// <summary>Writes times.</summary>
    public void Write(IEnumerable<KeyValuePair<string, double>> times)
    {
        if (folder is null)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, Name), stream => StateFile.Write(stream, writer =>
        {
            writer.Write(MachineName, Machine.Instructions);
            var part = writer.In(Times);
            foreach (var (key, time) in times)
            {
                part.Write(key, time);
            }
        }));
    }
}
