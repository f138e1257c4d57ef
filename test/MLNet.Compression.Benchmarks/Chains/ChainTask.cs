using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Fronts;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>A data set on which chains are tried: classes, or numbers, of texts or of pairs of texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Epochs">Passes over the rows that the teacher is fine-tuned for.</param>
/// <param name="LearningRate">The teacher's peak learning rate.</param>
/// <param name="Read">From the folder of the tasks' folders to the rows of training and of measuring.</param>
internal sealed record ChainTask(string Name, int Epochs, double LearningRate, Func<string, (IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Test)> Read)
{
    private static readonly string[] _pairs = ["mrpc", "rte", "stsb", "wnli"];
    private static readonly string[] _numbers = ["stsb"];

    /// <summary>All tasks. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<ChainTask> All { get; } =
    [
        .. FineTuningTask.All.Select(task => new ChainTask(task.Name, task.Epochs, task.LearningRate, data => task.Read(Path.Combine(data, task.Name)))
        {
            HasPairs = _pairs.Contains(task.Name),
            HasNumbers = _numbers.Contains(task.Name),
        }),
        .. FrontTask.All.Where(task => task.Name == "quickstart").Select(task => new ChainTask(task.Name, task.Epochs, task.LearningRate, task.Read)),
        new("imdb", 2, 5e-5, Files("imdb", ["train-1.tsv", "train-2.tsv"], "test.tsv", text: 2)) { MaxTokens = 256 },
        new("newsgroups20", 6, 1e-4, Files("newsgroups20", ["train-1.tsv", "train-2.tsv"], "test.tsv", text: 2)) { MaxTokens = 256 },
        new("proscons", 3, 5e-5, Files("proscons", ["train.tsv"], "dev.tsv", text: 1)),
        .. new[] { "emotion", "irony", "offensive" }.Select(each => new ChainTask(each, 5, 5e-5, Files("tweeteval", [$"{each}-train.tsv"], $"{each}-test.tsv", text: 1))),
    ];

    /// <summary>Whether a row has two texts.</summary>
    public bool HasPairs { get; init; }

    /// <summary>Whether labels are numbers.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>The longest text in tokens.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>Rows as a trainer reads them.</summary>
    public IDataView View(MLContext ml, IEnumerable<LabeledPair> rows) => HasNumbers
        ? ml.Data.LoadFromEnumerable(rows.Select(row => new RatedPair { Text = row.Text, Pair = row.Pair, Label = float.Parse(row.Label, CultureInfo.InvariantCulture) }))
        : ml.Data.LoadFromEnumerable(rows);

    /// <summary>A trainer from a checkpoint.</summary>
    public IEstimator<TextModelTransformer> Trainer(MLContext ml, string checkpoint, int epochs, double learningRate, IProgress<TrainingProgress>? progress, CancellationToken stop)
    {
        SentenceTrainerOptions options = HasNumbers ? new TextRegressionTrainer.Options() : new TextClassificationTrainer.Options();
        (options.Sentence1ColumnName, options.Sentence2ColumnName) = (nameof(LabeledPair.Text), HasPairs ? nameof(LabeledPair.Pair) : null);
        (options.Checkpoint, options.Epochs, options.LearningRate, options.MaxTokens) = (checkpoint, epochs, learningRate, MaxTokens);
        (options.Progress, options.CancellationToken) = (progress, stop);
        return options is TextRegressionTrainer.Options regression
            ? ml.Regression.Trainers.TextRegression(regression)
            : ml.MulticlassClassification.Trainers.TextClassification((TextClassificationTrainer.Options)options);
    }

    private static Func<string, (IReadOnlyList<LabeledPair>, IReadOnlyList<LabeledPair>)> Files(string folder, string[] train, string test, int text) => data =>
        ([.. train.SelectMany(file => TaskFiles.Tabbed(Path.Combine(data, folder, file), header: true, text, label: 0))],
            TaskFiles.Tabbed(Path.Combine(data, folder, test), header: true, text, label: 0));
}
