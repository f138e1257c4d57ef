using MLNet.Compression.Benchmarks.Comparisons;
using MLNet.Compression.Benchmarks.Fronts;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>A task that the tiny model has not seen, for any number of rows.</summary>
/// <param name="Source">Its rows, and the epochs for all of them.</param>
/// <param name="Linear">What ML.NET has for it.</param>
/// <param name="Compared">The task with so many epochs.</param>
internal sealed record JudgedTask(FineTuningTask Source, LinearModels Linear, Func<FineTuningTask, ComparedTask> Compared)
{
    /// <summary>Steps that few rows are passed over again for.</summary>
    private const int LeastSteps = 300;

    private const int RowsOfAStep = 32;
    private const int MostEpochs = 60;
    private const string SampleData = "quickstart";

    /// <summary>All tasks. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<JudgedTask> All { get; } =
    [
        Classes(Public("trec"), pairs: false, new Accuracy()),
        Classes(Public("clinc150"), pairs: false, new Accuracy()),
        Classes(Public("cola"), pairs: false, new MatthewsCorrelation()),
        Classes(Public("mrpc"), pairs: true, new Accuracy()),
        new(Public("stsb"), new LinearNumbers(), task => new NumberComparison(task)),
        Classes(Sample(), pairs: false, new Accuracy()),
    ];

    public string Name => Source.Name;

    /// <summary>The task for so many rows to learn from; 0 for all.</summary>
    public ComparedTask For(int rows) => Compared(rows == 0 ? Source : Source with
    {
        Epochs = Math.Clamp(LeastSteps * RowsOfAStep / rows, Source.Epochs, MostEpochs),
    });

    private static JudgedTask Classes(FineTuningTask task, bool pairs, Metric<ClassificationPredictions> metric) =>
        new(task, new LinearClasses(pairs), each => new ClassComparison(each, pairs, metric));

    private static FineTuningTask Public(string name) => FineTuningTask.All.Single(task => task.Name == name);

    private static FineTuningTask Sample()
    {
        var sample = FrontTask.All.Single(task => task.Name == SampleData);
        return new FineTuningTask(sample.Name, sample.Epochs, sample.LearningRate, sample.Read, new ClassificationKind(false, new Accuracy()));
    }
}
