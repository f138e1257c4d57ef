using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Runtime.Kernels.Int8;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a prediction takes, dense and sparse.</summary>
internal static class LatencyVerb
{
    private static readonly (int Texts, int Tokens)[] Batches = [(1, 16), (1, 32), (1, 128), (32, 32)];

    public static Command Create()
    {
        var models = new Option<string[]>("--models") { Description = "Which models: " + string.Join(", ", ModelPreset.Catalog.Select(p => p.Name)), DefaultValueFactory = _ => ["tinybert4"], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads that share a batch.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Time for each number.", DefaultValueFactory = _ => 1 };
        var command = new Command("latency", "Milliseconds from token ids to probabilities, a text, median and best.") { models, threads, seconds };
        command.SetAction(result => Run(result.GetRequiredValue(models), result.GetRequiredValue(threads), result.GetRequiredValue(seconds)));
        return command;
    }

    private static void Run(string[] models, int threads, double seconds)
    {
        foreach (var kernel in Int8Kernel.Supported)
        {
            AnsiConsole.MarkupLine($"int8 ceiling, {kernel.Name}: [bold]{Int8Ceiling.Measure(kernel):F0}[/] GOPS");
        }

        foreach (var preset in ModelPreset.Catalog.Where(p => models.Contains(p.Name)))
        {
            var table = new Table().Title($"{preset.Name}, {threads} thread{(threads == 1 ? "" : "s")}: ms a text, median (best)");
            table.AddColumns("weights", "MB");
            table.AddColumns([.. Batches.Select(b => $"{b.Texts} x {b.Tokens}")]);
            foreach (var form in ModelForm.Catalog)
            {
                table.AddRow(Row(preset, form, threads, seconds));
            }

            AnsiConsole.Write(table);
        }
    }

    private static string[] Row(ModelPreset preset, ModelForm form, int threads, double seconds)
    {
        var model = new RandomModel(preset, form).Create();
        using var bench = new LatencyBench(model, threads, seconds);
        var cells = Batches.Select(b => (b.Texts, Time: bench.Measure(b.Texts, b.Tokens)))
            .Select(m => $"{m.Time.Median / m.Texts:F3} ({m.Time.Best / m.Texts:F3})");
        return [form.Name, $"{model.SizeInBytes / 1e6:F1}", .. cells];
    }
}
