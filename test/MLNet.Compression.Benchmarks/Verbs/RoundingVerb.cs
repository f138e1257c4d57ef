using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounding;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a model loses when its layers are rounded without training.</summary>
internal static class RoundingVerb
{
    private static readonly (string Name, QuantizationScheme Scheme)[] _schemes =
    [
        ("int8", QuantizationScheme.Int8),
        .. Enumerable.Range(2, 7).Select(bits => ($"{bits}", QuantizationScheme.LearnedStep(bits))),
        ("ternary", QuantizationScheme.Ternary),
        ("binary", QuantizationScheme.Binary),
        ("codebook16", QuantizationScheme.Codebook(16)),
        .. from size in new[] { 32, 64, 128 }
           from scheme in Enumerable.Range(2, 3).Select(bits => (Name: $"{bits}", Scheme: QuantizationScheme.LearnedStep(bits))).Append((Name: "ternary", Scheme: QuantizationScheme.Ternary))
           select ($"{scheme.Name}-g{size}", scheme.Scheme.InGroups(size)),
    ];

    private static readonly (string Name, QuantizationScheme Scheme)[] _tables =
    [
        .. _schemes,
        .. new[] { 192, 96, 48, 24 }.Select(parts => ($"product{parts}", QuantizationScheme.ProductRows(parts))),
    ];

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var model = new Option<DirectoryInfo>("--model") { Description = "The Hugging Face folder of a model that is fine-tuned for the task (fine-tuning --export).", Required = true };
        var task = new NamedOption<FineTuningTask>("--task", "Which", FineTuningTask.All, each => each.Name, "trec");
        var schemes = new NamedOption<(string Name, QuantizationScheme Scheme)>("--schemes", "Formats of the layers: bits of a learnt step, or a name", _schemes, each => each.Name, "4");
        var embeddings = new NamedOption<(string Name, QuantizationScheme Scheme)>("--embeddings", "Formats of the embeddings", _tables, each => each.Name, "int8");
        var rows = new Option<int[]>("--rows") { Description = "Rows of samples to round by.", DefaultValueFactory = _ => [256], AllowMultipleArgumentsPerToken = true };
        var dampings = new Option<double[]>("--dampings") { Description = "Shares of the mean square of the inputs.", DefaultValueFactory = _ => [0.01], AllowMultipleArgumentsPerToken = true };
        var dev = new Option<bool>("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set." };
        var command = new Command("rounding", "Rounds the layers of a model to the nearest and by samples of rows, and measures what is left; the last layer is int8.")
        {
            data, model, task, schemes, embeddings, rows, dampings, dev,
        };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(model),
            DistillationRows.Of(task.Read(result).Single(), Path.Combine(result.GetRequiredValue(data).FullName, task.Read(result).Single().Name), int.MaxValue, result.GetValue(dev)),
            [
                .. from scheme in schemes.Read(result)
                   from tables in embeddings.Read(result)
                   from rounding in (WeightRounding[])
                   [
                       WeightRounding.Nearest,
                       .. from count in result.GetRequiredValue(rows) from damping in result.GetRequiredValue(dampings) select WeightRounding.Calibrated(count, damping),
                   ]
                   select new RoundingWay(scheme.Scheme, tables.Scheme, rounding),
            ],
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo folder, DistillationRows rows, IReadOnlyList<RoundingWay> ways, Sitting sitting)
    {
        var ml = new MLContext(1);
        using var model = Distilling.DistillationTeacher.Load(ml, folder, rows.Train);
        var results = new Table().Title($"{rows.Judges.Count} rows; unrounded: {DistillationMeasure.Of(model, model, rows.Judges)}").MarkdownBorder();
        results.AddColumns("layers", "embeddings", "rounding", "accuracy", "label loyalty", "probability loyalty", "bytes", "s");
        foreach (var way in ways)
        {
            sitting.Now($"{way.Layers}, {way.Embeddings}, {way.Rounding}");
            var watch = Stopwatch.StartNew();
            using var rounded = ml.MulticlassClassification.Trainers.Quantize(model, way.Options(sitting.Stop)).Fit(ml.Data.LoadFromEnumerable(rows.Train));
            var seconds = watch.Elapsed.TotalSeconds;
            var quality = DistillationMeasure.Of(rounded, model, rows.Judges);
            results.AddRow(
                $"{way.Layers}", $"{way.Embeddings}", $"{way.Rounding}", $"{quality.Accuracy:F4}", $"{quality.LabelLoyalty:F4}", $"{quality.ProbabilityLoyalty:F4}", $"{rounded.Model.SizeInBytes:N0}", $"{seconds:F0}");
        }

        AnsiConsole.Write(results);
    }
}
