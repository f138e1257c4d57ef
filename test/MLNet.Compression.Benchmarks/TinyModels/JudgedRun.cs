using Microsoft.ML;
using MLNet.Compression.Benchmarks.Comparisons;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>What the models of a task are trained from, for one number of rows and one seed.</summary>
internal sealed class JudgedRun
{
    private readonly Lazy<TextModelTransformer> _large;

    /// <param name="task">The task.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="settings">The large model's folder, rows, threads and so on.</param>
    public JudgedRun(JudgedTask task, string folder, int seed, ComparisonSettings settings)
    {
        (Task, Context, Settings, Compared) = (task, new MLContext(seed), settings, task.For(settings.Rows));
        Rows = Compared.Read(Context, folder, settings.Rows);
        _large = new Lazy<TextModelTransformer>(() => FineTuned(settings.Checkpoint, pooling: null));
    }

    public JudgedTask Task { get; }

    public MLContext Context { get; }

    public ComparisonSettings Settings { get; }

    public ComparedTask Compared { get; }

    public ComparedRows Rows { get; }

    /// <summary>The large model, fine-tuned when it is first asked for.</summary>
    public TextModelTransformer Large => _large.Value;

    /// <summary>A pretrained model, fine-tuned as the task asks for.</summary>
    /// <param name="checkpoint">Its folder or file.</param>
    /// <param name="pooling">What is read of a text; null for what is usual.</param>
    public TextModelTransformer FineTuned(string checkpoint, EmbeddingPooling? pooling) =>
        Compared.Teacher(Context, Settings with { Checkpoint = checkpoint, Pooling = pooling }).Fit(Rows.Train);
}
