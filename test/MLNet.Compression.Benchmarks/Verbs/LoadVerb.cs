using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>From a model's file to the first prediction in a fresh process.</summary>
internal static class LoadVerb
{
    private const string Text = "The film is slow at first, but its last half hour makes up for all of that: wonderfully acted and beautifully shot.";

    public static Command Create()
    {
        var models = new Option<string[]>("--models") { Description = "Which models: " + string.Join(", ", ModelPreset.Catalog.Select(p => p.Name)), DefaultValueFactory = _ => ["bert4x128"], AllowMultipleArgumentsPerToken = true };
        var weights = new Option<string[]>("--weights") { Description = "Which weights: " + string.Join("; ", ModelForm.Catalog.Select(f => f.Name)), DefaultValueFactory = _ => ["int8"], AllowMultipleArgumentsPerToken = true };
        var vocabulary = new Option<FileInfo?>("--vocabulary") { Description = "A vocab.txt of at most 30,522 pieces; made-up pieces without it." };
        var text = new Option<string>("--text") { Description = "What is scored.", DefaultValueFactory = _ => Text };
        var runs = new Option<int>("--runs") { Description = "Processes for each model.", DefaultValueFactory = _ => 15 };
        var environment = new Option<string[]>("--environment") { Description = "NAME=VALUE for the processes, such as DOTNET_TieredPGO=0.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var command = new Command("load", "Milliseconds from Main to the first prediction in fresh processes, and the memory held after it.") { models, weights, vocabulary, text, runs, environment };
        command.SetAction(result => Run(
            [.. ModelPreset.Catalog.Where(p => result.GetRequiredValue(models).Contains(p.Name))],
            [.. ModelForm.Catalog.Where(f => result.GetRequiredValue(weights).Contains(f.Name))],
            result.GetValue(vocabulary) is { } file ? Vocabulary.Load(file.FullName) : null,
            path => new LoadBench(path, result.GetRequiredValue(text), Variables(result.GetRequiredValue(environment))).Measure(result.GetRequiredValue(runs))));
        return command;
    }

    private static void Run(ModelPreset[] presets, ModelForm[] forms, Vocabulary? vocabulary, Func<string, List<LoadTimes>> measure)
    {
        var table = new Table().Title("median (best): ms; memory at the second prediction as multiples of the file");
        table.AddColumns("model", "weights", "MB", "read", "build", "first prediction", "Main to first", "second", "managed", "native", "resident growth");
        var path = Path.GetTempFileName();
        try
        {
            foreach (var (preset, form) in presets.SelectMany(_ => forms, (preset, form) => (preset, form)))
            {
                new RandomModel(preset, form, vocabulary).Create().Save(path);
                table.AddRow([preset.Name, form.Name, .. Cells(measure(path), new FileInfo(path).Length)]);
            }
        }
        finally
        {
            File.Delete(path);
        }

        AnsiConsole.Write(table);
    }

    private static string[] Cells(List<LoadTimes> runs, long bytes)
    {
        var median = LoadTimes.Median(runs);
        return
        [
            $"{bytes / 1e6:F2}",
            Time(runs, run => run.Read),
            Time(runs, run => run.Build),
            Time(runs, run => run.First),
            Time(runs, run => run.Total),
            $"{median.Second:F2}",
            $"{(double)median.ManagedBytes / bytes:F2}",
            $"{(double)median.NativeBytes / bytes:F2}",
            $"{(double)median.ResidentBytes / bytes:F2}",
        ];
    }

    private static string Time(List<LoadTimes> runs, Func<LoadTimes, double> value) => $"{LoadTimes.MedianOf(runs, value):F1} ({runs.Min(value):F1})";

    private static Dictionary<string, string> Variables(string[] settings) =>
        settings.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[^1]);
}
