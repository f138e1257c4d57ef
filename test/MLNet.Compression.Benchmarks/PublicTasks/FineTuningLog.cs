using System.Text.Json;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>Finished runs, a JSON line each: what is there is not run again.</summary>
internal sealed class FineTuningLog(FileInfo file)
{
    public FineTuningResult? Find(string task, int seed, bool dense) => !file.Exists
        ? null
        : File.ReadLines(file.FullName).Select(line => JsonSerializer.Deserialize<FineTuningResult>(line)!).FirstOrDefault(result => result.Task == task && result.Seed == seed && result.Dense == dense);

    public void Add(FineTuningResult result)
    {
        file.Directory!.Create();
        File.AppendAllText(file.FullName, JsonSerializer.Serialize(result) + Environment.NewLine);
        file.Refresh();
    }
}
