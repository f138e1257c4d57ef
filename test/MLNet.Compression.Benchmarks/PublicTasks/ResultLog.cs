using System.Text.Json;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>Finished runs, a JSON line each: what is there is not run again.</summary>
/// <typeparam name="TResult">What is known of a run.</typeparam>
internal sealed class ResultLog<TResult>(FileInfo file)
    where TResult : class
{
    /// <summary>All runs so far.</summary>
    public IReadOnlyList<TResult> All
    {
        get
        {
            file.Refresh();
            return file.Exists ? [.. File.ReadLines(file.FullName).Select(line => JsonSerializer.Deserialize<TResult>(line)!)] : [];
        }
    }

    public void Add(TResult result)
    {
        file.Directory!.Create();
        File.AppendAllText(file.FullName, JsonSerializer.Serialize(result) + Environment.NewLine);
    }
}
