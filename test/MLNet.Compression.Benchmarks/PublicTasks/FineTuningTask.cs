using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>A public data set, and the settings at which a pretrained model is fine-tuned on it.</summary>
/// <param name="Name">The folder of its files.</param>
/// <param name="Epochs">Passes over the training rows.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="Read">From the folder to the rows of training and of measuring.</param>
/// <param name="Kind">What is learnt.</param>
internal sealed record FineTuningTask(string Name, int Epochs, double LearningRate, Func<string, (IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Test)> Read, TaskKind Kind)
{
    private static readonly Accuracy _accuracy = new();

    public static IReadOnlyList<FineTuningTask> All { get; } =
    [
        new("sst2", 3, 5e-5, Tabbed(header: true, text: 0, label: 1), new ClassificationKind(false, _accuracy)),
        new("mrpc", 6, 5e-5, Tabbed(header: true, text: 3, label: 0, pair: 4), new ClassificationKind(true, _accuracy, new ClassF1(1))),
        new("rte", 8, 5e-5, Tabbed(header: true, text: 1, label: 3, pair: 2), new ClassificationKind(true, _accuracy)),
        new("stsb", 5, 5e-5, Tabbed(header: true, text: 7, label: 9, pair: 8), new RegressionKind()),
        new("wnli", 5, 5e-5, Tabbed(header: true, text: 1, label: 3, pair: 2), new ClassificationKind(true, _accuracy)),
        new("cola", 5, 5e-5, Tabbed(header: false, text: 3, label: 1), new ClassificationKind(false, new MatthewsCorrelation())),
        new("trec", 6, 5e-5, folder => (TaskFiles.Trec(Path.Combine(folder, "train.txt")), TaskFiles.Trec(Path.Combine(folder, "test.txt"))), new ClassificationKind(false, _accuracy)),
        new("clinc150", 8, 1e-4, Clinc, new ClassificationKind(false, _accuracy)),
    ];

    private static Func<string, (IReadOnlyList<LabeledPair>, IReadOnlyList<LabeledPair>)> Tabbed(bool header, int text, int label, int? pair = null) => folder =>
        (TaskFiles.Tabbed(Path.Combine(folder, "train.tsv"), header, text, label, pair), TaskFiles.Tabbed(Path.Combine(folder, "dev.tsv"), header, text, label, pair));

    private static (IReadOnlyList<LabeledPair>, IReadOnlyList<LabeledPair>) Clinc(string folder)
    {
        var path = Path.Combine(folder, "data_full.json");
        return (TaskFiles.Clinc(path, "train"), TaskFiles.Clinc(path, "test"));
    }
}
