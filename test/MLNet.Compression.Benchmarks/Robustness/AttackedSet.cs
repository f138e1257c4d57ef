using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>Texts to attack, and the task whose models read them.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Read">The rows, from the folder of all data.</param>
internal sealed record AttackedSet(string Name, Func<DirectoryInfo, IReadOnlyList<LabeledPair>> Read)
{
    /// <summary>Reviews of two classes, which models of SST-2 read. The first three are those that Jin et al. 2020 attack.</summary>
    public static IReadOnlyList<AttackedSet> All { get; } =
    [
        .. new[] { "mr", "imdb", "yelp" }.Select(name => new AttackedSet(name, data => Reviews(Path.Combine(data.FullName, "robustness", $"textfooler-{name}.txt")))),
        new("sst2", data => FineTuningTask.All.Single(task => task.Name == "sst2").Read(Path.Combine(data.FullName, "sst2")).Test),
    ];

    private static IReadOnlyList<LabeledPair> Reviews(string path) =>
        [.. File.ReadLines(path).Select(line => line.Split(' ', 2)).Select(parts => new LabeledPair { Label = parts[0], Text = parts[1] })];
}
