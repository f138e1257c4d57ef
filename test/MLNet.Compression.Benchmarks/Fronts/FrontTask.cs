using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>A data set of classes on which a front is drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Epochs">Passes over the rows that the teacher is fine-tuned for.</param>
/// <param name="LearningRate">The teacher's peak learning rate.</param>
/// <param name="Read">From the folder of the public tasks' folders to the rows of training and of measuring.</param>
internal sealed record FrontTask(string Name, int Epochs, double LearningRate, Func<string, (IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Test)> Read)
{
    private const string Sample = "samples/QuickStart/Data";

    private static readonly string[] _public = ["sst2", "trec", "clinc150"];

    /// <summary>All tasks. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<FrontTask> All { get; } =
    [
        .. FineTuningTask.All.Where(task => _public.Contains(task.Name)).Select(task =>
            new FrontTask(task.Name, task.Epochs, task.LearningRate, data => task.Read(Path.Combine(data, task.Name)))),
        new("quickstart", 10, 5e-5, _ => (Support("support-train.tsv"), Support("support-test.tsv"))),
    ];

    private static IReadOnlyList<LabeledPair> Support(string file)
    {
        var ml = new MLContext();
        var options = new Microsoft.ML.Data.TextLoader.Options
        {
            HasHeader = true,
            AllowQuoting = true,
            Columns = [new(nameof(LabeledPair.Text), Microsoft.ML.Data.DataKind.String, 0), new(nameof(LabeledPair.Label), Microsoft.ML.Data.DataKind.String, 1)],
        };
        return [.. ml.Data.CreateEnumerable<LabeledPair>(ml.Data.LoadFromTextFile(Path.Combine(Sample, file), options), reuseRowObject: false, ignoreMissingColumns: true)];
    }
}
