using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a prediction takes, dense and sparse.</summary>
internal static class LatencyVerb
{
    private static readonly string[] Batches = ["1x16", "1x32", "1x128", "32x32"];

    public static Command Create()
    {
        var models = new Option<string[]>("--models") { Description = "Which models: " + string.Join(", ", ModelPreset.Catalog.Select(p => p.Name)), DefaultValueFactory = _ => ["tinybert4"], AllowMultipleArgumentsPerToken = true };
        var weights = new Option<string[]>("--weights") { Description = "Which weights: " + string.Join("; ", ModelForm.Catalog.Select(f => f.Name)), DefaultValueFactory = _ => [.. ModelForm.Catalog.Select(f => f.Name)], AllowMultipleArgumentsPerToken = true };
        var batches = new Option<string[]>("--batches") { Description = "Texts x tokens of each.", DefaultValueFactory = _ => Batches, AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads that share a batch.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Time for each number.", DefaultValueFactory = _ => 1 };
        var parts = new Option<bool>("--parts") { Description = "Also what each part of a forward pass takes." };
        var command = new Command("latency", "Milliseconds from token ids to probabilities, a text, median and best.") { models, weights, batches, threads, seconds, parts };
        command.SetAction(result => (result.GetValue(parts) ? (Action<ModelPreset[], ModelForm[], BatchShape[], int, double>)RunParts : Run)(
            [.. ModelPreset.Catalog.Where(p => result.GetRequiredValue(models).Contains(p.Name))],
            [.. ModelForm.Catalog.Where(f => result.GetRequiredValue(weights).Contains(f.Name))],
            [.. result.GetRequiredValue(batches).Select(BatchShape.Parse)],
            result.GetRequiredValue(threads),
            result.GetRequiredValue(seconds)));
        return command;
    }

    private static void Run(ModelPreset[] presets, ModelForm[] forms, BatchShape[] batches, int threads, double seconds)
    {
        Ceilings.Write(threads);
        foreach (var preset in presets)
        {
            var table = new Table().Title($"{preset.Name}, {threads} thread{(threads == 1 ? "" : "s")}: ms a text, median (best)");
            table.AddColumns(["weights", "MB", .. batches.Select(b => b.ToString())]);
            foreach (var form in forms)
            {
                table.AddRow(Row(preset, form, batches, threads, seconds));
            }

            AnsiConsole.Write(table);
        }
    }

    private static void RunParts(ModelPreset[] presets, ModelForm[] forms, BatchShape[] batches, int threads, double seconds)
    {
        foreach (var (preset, form) in presets.SelectMany(_ => forms, (p, f) => (p, f)))
        {
            var model = new RandomModel(preset, form).Create();
            var table = new Table().Title($"{preset.Name}, {form.Name}: best ms, one thread, all layers but what the last does for one token");
            table.AddColumns(["part", .. batches.Select(b => $"{b.Tokens} tokens")]);
            var columns = batches.Select(b => Parts(model, b.Tokens, seconds)).ToArray();
            for (var row = 0; row < columns[0].Length; row++)
            {
                table.AddRow([columns[0][row].Part, .. columns.Select(c => $"{c[row].Milliseconds:F3}")]);
            }

            AnsiConsole.Write(table);
        }
    }

    private static (string Part, double Milliseconds)[] Parts(CompressedModel model, int tokens, double seconds)
    {
        using var parts = new ScoringParts(model, tokens);
        using var whole = new LatencyBench(model, 1, seconds);
        return [.. parts.Measure(seconds / 4), ("whole pass", whole.Measure(1, tokens).Best)];
    }

    private static string[] Row(ModelPreset preset, ModelForm form, BatchShape[] batches, int threads, double seconds)
    {
        var model = new RandomModel(preset, form).Create();
        using var bench = new LatencyBench(model, threads, seconds);
        var cells = batches.Select(b => (b.Texts, Time: bench.Measure(b.Texts, b.Tokens)))
            .Select(m => $"{m.Time.Median / m.Texts:F3} ({m.Time.Best / m.Texts:F3})");
        return [form.Name, $"{model.SizeInBytes / 1e6:F1}", .. cells];
    }
}
