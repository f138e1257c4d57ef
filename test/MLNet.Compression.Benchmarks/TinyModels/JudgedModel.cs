using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>A way to a model of a task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fit">Trains one.</param>
internal sealed record JudgedModel(string Name, Func<JudgedRun, ITransformer> Fit)
{
    /// <summary>The model that the tiny one was made of.</summary>
    public const string Large = "large model";

    /// <summary>The tiny one.</summary>
    public const string Tiny = "tiny model";

    private static readonly DistillationRecipe _predictions = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    /// <summary>All models; the large one before the student that learns from it.</summary>
    public static IReadOnlyList<JudgedModel> All { get; } =
    [
        new("linear", run => run.Task.Linear.Fit(run.Context, run.Rows.Train, run.Settings.Stop)),
        new(Large, run => run.Large),
        new("static student", run => run.Compared
            .Student(run.Context, run.Large, new DistillationTrainer.Options
            {
                Student = StudentShape.Static(256, hidden: 128),
                Recipe = _predictions,
                Threads = run.Settings.Threads,
                CancellationToken = run.Settings.Stop,
            })
            .Fit(run.Rows.Train)),
        new(Tiny, run => run.FineTuned(TinyModel.Path, pooling: null)),
        new($"{Large}, mean", run => run.FineTuned(run.Settings.Checkpoint, EmbeddingPooling.Mean)),
        new($"{Tiny}, mean", run => run.FineTuned(TinyModel.Path, EmbeddingPooling.Mean)),
    ];
}
