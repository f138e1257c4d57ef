using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>From a model's file to the first prediction in a fresh process.</summary>
internal static class LoadVerb
{
    private const string Text = "The film is slow at first, but its last half hour makes up for all of that: wonderfully acted and beautifully shot.";

    public static Command Create()
    {
        var models = new NamedOption<ModelPreset>("--models", "Which models", ModelPreset.Catalog, preset => preset.Name, "bert4x128");
        var weights = new NamedOption<ModelForm>("--weights", "Which weights", ModelForm.Catalog, form => form.Name, "int8");
        var vocabulary = new Option<FileInfo?>("--vocabulary") { Description = "A vocab.txt of at most 30,522 pieces; made-up pieces without it." };
        var text = new Option<string>("--text") { Description = "What is scored.", DefaultValueFactory = _ => Text };
        var rounds = new Option<int>("--rounds") { Description = "Rounds in which a process of each model takes its turn.", DefaultValueFactory = _ => 15 };
        var environment = new Option<string[]>("--environment") { Description = "NAME=VALUE for the processes, such as DOTNET_TieredPGO=0.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var command = new Command("load", "Milliseconds from Main to the first prediction in fresh processes, and the memory held after it.") { models, weights, vocabulary, text, rounds, environment };
        command.SetSitting((result, sitting) => Run(
            [.. models.Read(result).SelectMany(_ => weights.Read(result), (preset, form) => (preset, form))],
            result.GetValue(vocabulary) is { } file ? Vocabulary.Load(file.FullName) : null,
            path => new LoadBench(path, result.GetRequiredValue(text), Variables(result.GetRequiredValue(environment))),
            result.GetRequiredValue(rounds),
            sitting));
        return command;
    }

    private static void Run((ModelPreset Preset, ModelForm Form)[] models, Vocabulary? vocabulary, Func<string, LoadBench> bench, int rounds, Sitting sitting)
    {
        Machine.Write();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string[] paths = [.. models.Select((_, i) => Path.Combine(folder.FullName, $"{i}"))];
            foreach (var ((preset, form), path) in models.Zip(paths))
            {
                sitting.Now($"{preset.Name}, {form.Name}: making its weights");
                new RandomModel(preset, form, vocabulary).Create().Save(path);
            }

            var runs = LoadBench.InTurns([.. paths.Select(bench)], rounds, sitting);
            AnsiConsole.Write(Table(models, paths, runs));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Table Table((ModelPreset Preset, ModelForm Form)[] models, string[] paths, IReadOnlyList<LoadTimes>[] runs)
    {
        var table = new Table().Title("median (best): ms; memory at the second prediction as multiples of the file");
        table.AddColumns("model", "weights", "MB", "read", "build", "first prediction", "Main to first", "second", "managed", "native", "resident growth");
        foreach (var (index, (preset, form)) in models.Index())
        {
            table.AddRow([preset.Name, form.Name, .. Cells(runs[index], new FileInfo(paths[index]).Length)]);
        }

        return table;
    }

    private static string[] Cells(IReadOnlyList<LoadTimes> runs, long bytes)
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

    private static string Time(IReadOnlyList<LoadTimes> runs, Func<LoadTimes, double> value) => $"{LoadTimes.MedianOf(runs, value):F1} ({runs.Min(value):F1})";

    private static Dictionary<string, string> Variables(string[] settings) =>
        settings.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[^1]);
}
