using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>The models of one task and seed, each made of the one before: teacher, student, pruned, quantised. What was made once is kept as a file.</summary>
/// <param name="task">The task.</param>
/// <param name="rows">Its rows.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="settings">How models are made.</param>
/// <param name="folder">Keeps them.</param>
internal sealed class ComparisonModels(ComparedTask task, ComparedRows rows, int seed, ComparisonSettings settings, DirectoryInfo folder)
{
    /// <summary>The names of the models, each made of the one before.</summary>
    public static IReadOnlyList<string> Names { get; } = ["teacher", "student", "pruned", "quantised"];

    private readonly Dictionary<string, ITransformer> _made = [];

    /// <summary>A model, made when it is first asked for.</summary>
    public ITransformer Of(string name)
    {
        if (_made.TryGetValue(name, out var known))
        {
            return known;
        }

        var ml = new MLContext(seed);
        var file = Path.Combine(folder.FullName, FormattableString.Invariant($"{task.Name}-{seed}-{name}.zip"));
        var model = File.Exists(file) ? ml.Model.Load(file, out _) : Make(ml, name, file);
        _made.Add(name, model);
        return model;
    }

    private TextModelTransformer Make(MLContext ml, string name, string file)
    {
        var model = EstimatorOf(ml, name).Fit(rows.Train);
        folder.Create();
        ml.Model.Save(model, rows.Train.Schema, file + ".part");
        File.Move(file + ".part", file, overwrite: true);
        return model;
    }

    private IEstimator<TextModelTransformer> EstimatorOf(MLContext ml, string name) => name switch
    {
        "teacher" => task.Teacher(ml, settings),
        "student" => task.Student(ml, Of("teacher"), settings.Distillation),
        "pruned" => task.Pruned(ml, Of("student"), settings.Pruning(Of("teacher"))),
        _ => task.Quantized(ml, Of("pruned"), settings.Quantization(Of("teacher"))),
    };
}
