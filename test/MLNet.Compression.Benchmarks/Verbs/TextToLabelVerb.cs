using System.CommandLine;
using Microsoft.ML.OnnxRuntime;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.Texts;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a prediction takes from text to label, and how many a data view gives a second.</summary>
internal static class TextToLabelVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of SST-2, which holds dev.tsv.", Required = true };
        var vocabulary = new Option<FileInfo>("--vocabulary") { Description = "A vocab.txt of as many pieces as the model has.", Required = true };
        var models = new NamedOption<ModelPreset>("--models", "Which models, with random weights", ModelPreset.Catalog, preset => preset.Name, "tinybert4");
        var weights = new NamedOption<ModelForm>("--weights", "Which weights", ModelForm.Catalog, form => form.Name);
        var threads = new Option<int>("--threads") { Description = "Threads of the data view's second column.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var onnx = new OnnxOption();
        var command = new Command("text-to-label", "Milliseconds from text to probabilities, with --onnx in turns with ONNX Runtime, and texts a second through ITransformer.Transform, on SST-2's dev texts.") { data, vocabulary, models, weights, threads, onnx };
        var rounds = new RoundOptions(command, seconds: 1);
        command.SetSitting((result, sitting) =>
        {
            var rows = TaskFiles.Tabbed(Path.Combine(result.GetRequiredValue(data).FullName, "dev.tsv"), header: true, text: 0, label: 1);
            var pieces = Vocabulary.Load(result.GetRequiredValue(vocabulary).FullName);
            var presets = models.Read(result);
            using var graphs = onnx.Read(result, presets, weights.Read(result));
            Machine.Write(typeof(InferenceSession));
            sitting.Now("ceilings");
            Ceilings.Write(threads: 1);
            foreach (var preset in presets)
            {
                sitting.Now($"{preset.Name}: making its weights");
                (ModelForm, CompressedModel)[] forms = [.. weights.Read(result).Select(form => (form, new RandomModel(preset, form, pieces).Create()))];
                WriteLatency(preset, forms, graphs.Of(preset), rows, rounds.Read(result, sitting));
                WriteTransform(preset, forms, rows, result.GetRequiredValue(threads), rounds.Read(result, sitting));
            }
        });
        return command;
    }

    private static void WriteLatency(ModelPreset preset, (ModelForm Form, CompressedModel Model)[] forms, IReadOnlyList<OnnxFile> graphs, IReadOnlyList<LabeledPair> rows, Turns turns)
    {
        string[] texts = [.. rows.Select(row => row.Text)];
        var ids = Tokenize(texts, forms[0].Model);
        ITextEngine[] engines = [.. graphs.Select(graph => new OnnxTexts(graph, ids)), .. forms.Select(form => new TextScorer(form.Form, form.Model, texts))];
        var table = new Table().Title($"{preset.Name}, text to probabilities, {texts.Length} texts of {(double)ids.TokenCount / texts.Length:F1} tokens, one at a time, 1 thread; ORT without a tokenizer");
        table.AddColumns("weights", "median ms", "mean ms, median (best) pass", "texts/s", "tokenizer", "managed bytes allocated", "times ORT");
        foreach (var row in new TextLatencyBench(engines, texts.Length, turns).Measure())
        {
            table.AddRow(row.Name, $"{row.Median:F3}", $"{row.Mean:F3} ({row.Best:F3})", $"{1e3 / row.Mean:F0}", $"{row.TokenizerShare:P2}", $"{row.BytesAllocated:F0}", $"{row.TimesPeer:F1}");
        }

        Array.ForEach(engines, engine => engine.Dispose());
        AnsiConsole.Write(table);
    }

    private static void WriteTransform(ModelPreset preset, (ModelForm Form, CompressedModel Model)[] forms, IReadOnlyList<LabeledPair> rows, int threads, Turns turns)
    {
        var table = new Table().Title($"{preset.Name}, ITransformer.Transform, texts/s, median (best) pass");
        table.AddColumns("weights", "1 thread", $"{threads} threads", "ratio");
        foreach (var (form, model) in forms)
        {
            var times = new TransformBench(model, rows, turns).Measure($"{form.Name}, ITransformer.Transform", 1, threads);
            table.AddRow(form.Name, Rate(times[0]), Rate(times[1]), $"{times.Ratio(1, 0):F2}");
        }

        AnsiConsole.Write(table);
        string Rate(Latency time) => $"{rows.Count * 1e3 / time.Median:F0} ({rows.Count * 1e3 / time.Best:F0})";
    }

    private static TokenBatch Tokenize(string[] texts, CompressedModel model)
    {
        var tokenizer = new BertTokenizer(model.Vocabulary, model.Tokenizer);
        var batch = new TokenBatch();
        foreach (var text in texts)
        {
            tokenizer.AddTo(batch, text, model.MaxTokens);
        }

        return batch;
    }
}
