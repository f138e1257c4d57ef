using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.TinyModels;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>Passages of another task's training texts, which chains learn from without labels.</summary>
/// <param name="Task">The task.</param>
/// <param name="Most">The most passages, spread over all; 0 for all.</param>
internal sealed record ChainTexts(ChainTask Task, int Most)
{
    private const int Seed = 1;

    /// <summary>The texts in words.</summary>
    public string Name => FormattableString.Invariant($"texts={Task.Name}:{Most}");

    /// <param name="data">The folder of the tasks' folders.</param>
    public IReadOnlyList<LabeledPair> Read(string data)
    {
        var random = new Random(Seed);
        string[] all = [.. Task.Read(data).Train.SelectMany(row => Passages.Of(row.Text, random))];
        return [.. SpreadRows.Of(all, Most).Select(passage => new LabeledPair { Text = passage })];
    }
}
