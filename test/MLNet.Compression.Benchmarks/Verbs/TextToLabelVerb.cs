using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Texts;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a prediction takes from text to label, and how many a data view gives a second.</summary>
internal static class TextToLabelVerb
{
    private const int MaxTokens = 128;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of SST-2, which holds dev.tsv.", Required = true };
        var vocabulary = new Option<FileInfo>("--vocabulary") { Description = "A vocab.txt of as many pieces as the model has.", Required = true };
        var model = new Option<string>("--model") { Description = "Which model, with random weights: " + string.Join(", ", ModelPreset.Catalog.Select(p => p.Name)), DefaultValueFactory = _ => "tinybert4" };
        var weights = new Option<string[]>("--weights") { Description = "Which weights: " + string.Join("; ", ModelForm.Catalog.Select(f => f.Name)), DefaultValueFactory = _ => [.. ModelForm.Catalog.Select(f => f.Name)], AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads of the data view's second column.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var seconds = new Option<double>("--seconds") { Description = "Time for each number.", DefaultValueFactory = _ => 5 };
        var ids = new Option<FileInfo?>("--write-ids") { Description = "Where to write the texts' token ids as JSON." };
        var command = new Command("text-to-label", "Milliseconds from text to probabilities, and texts a second through ITransformer.Transform, on SST-2's dev texts.") { data, vocabulary, model, weights, threads, seconds, ids };
        command.SetAction(result =>
        {
            var rows = TaskFiles.Tabbed(Path.Combine(result.GetRequiredValue(data).FullName, "dev.tsv"), header: true, text: 0, label: 1);
            var pieces = Vocabulary.Load(result.GetRequiredValue(vocabulary).FullName);
            Describe(rows, pieces, result.GetValue(ids));
            Run(
                ModelPreset.Catalog.Single(p => p.Name == result.GetRequiredValue(model)),
                ModelForm.Catalog.Where(f => result.GetRequiredValue(weights).Contains(f.Name)),
                pieces,
                rows,
                result.GetRequiredValue(threads),
                result.GetRequiredValue(seconds));
        });
        return command;
    }

    private static void Describe(IReadOnlyList<LabeledPair> rows, Vocabulary pieces, FileInfo? ids)
    {
        var tokenizer = new BertTokenizer(pieces);
        var batch = new TokenBatch();
        foreach (var row in rows)
        {
            tokenizer.AddTo(batch, row.Text, MaxTokens);
        }

        AnsiConsole.MarkupLineInterpolated($"{rows.Count} texts of [bold]{(double)batch.TokenCount / rows.Count:F1}[/] tokens, [[CLS]] and [[SEP]] included");
        if (ids is not null)
        {
            TokenIdsFile.Write(ids.FullName, batch);
        }
    }

    private static void Run(ModelPreset preset, IEnumerable<ModelForm> forms, Vocabulary pieces, IReadOnlyList<LabeledPair> rows, int threads, double seconds)
    {
        Ceilings.Write(threads: 1);
        var alone = new Table().Title($"{preset.Name}, text to probabilities, one text at a time, 1 thread");
        alone.AddColumns("weights", "median ms", "mean ms, median (best) pass", "texts/s", "tokenizer", "bytes allocated");
        var view = new Table().Title($"{preset.Name}, ITransformer.Transform, texts/s, median (best) pass");
        view.AddColumns("weights", "1 thread", $"{threads} threads", "ratio");
        foreach (var form in forms)
        {
            var model = new RandomModel(preset, form, pieces).Create();
            alone.AddRow([form.Name, .. LatencyCells(model, rows, seconds)]);
            view.AddRow([form.Name, .. TransformCells(model, rows, threads, seconds)]);
        }

        AnsiConsole.Write(alone);
        AnsiConsole.Write(view);
    }

    private static string[] LatencyCells(CompressedModel model, IReadOnlyList<LabeledPair> rows, double seconds)
    {
        using var bench = new TextLatencyBench(model, [.. rows.Select(row => row.Text)], seconds);
        var latency = bench.Measure();
        return [$"{latency.Median:F3}", $"{latency.Mean:F3} ({latency.Best:F3})", $"{1e3 / latency.Mean:F0}", $"{latency.TokenizerShare:P2}", $"{latency.BytesAllocated:F0}"];
    }

    private static string[] TransformCells(CompressedModel model, IReadOnlyList<LabeledPair> rows, int threads, double seconds)
    {
        var times = new TransformBench(model, rows, seconds).Measure(1, threads);
        return [.. times.Select(time => $"{rows.Count * 1e3 / time.Median:F0} ({rows.Count * 1e3 / time.Best:F0})"), $"{times[0].Median / times[1].Median:F2} ({times[0].Best / times[1].Best:F2})"];
    }
}
