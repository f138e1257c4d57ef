using System.CommandLine;
using Microsoft.ML.OnnxRuntime;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What a prediction takes, dense and sparse, beside ONNX Runtime.</summary>
internal static class LatencyVerb
{
    private static readonly string[] _batches = ["1x16", "1x32", "1x128", "32x32"];

    public static Command Create()
    {
        var models = new NamedOption<ModelPreset>("--models", "Which models", ModelPreset.Catalog, preset => preset.Name, "tinybert4");
        var weights = new NamedOption<ModelForm>("--weights", "Which weights", ModelForm.Catalog, form => form.Name);
        var students = new Option<string[]>("--students") { Description = "Shapes, such as 6x384x12x384, that are timed in the place of the models, which ONNX Runtime has in fp32.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var batches = new Option<string[]>("--batches") { Description = "Texts x tokens of each.", DefaultValueFactory = _ => _batches, AllowMultipleArgumentsPerToken = true };
        var threads = new Option<int>("--threads") { Description = "Threads that share a batch.", DefaultValueFactory = _ => 1 };
        var onnx = new OnnxOption();
        var parts = new Option<bool>("--parts") { Description = "What each part of a forward pass takes, instead." };
        var command = new Command("latency", "Milliseconds from token ids to probabilities, a text; with --onnx in turns with ONNX Runtime.") { models, weights, students, batches, threads, onnx, parts };
        var rounds = new RoundOptions(command, seconds: 0.3);
        command.SetSitting((result, sitting) =>
        {
            var (presets, forms) = (models.Read(result), weights.Read(result));
            ModelPreset[] small = [.. result.GetRequiredValue(students).Select(Student)];
            BatchShape[] shapes = [.. result.GetRequiredValue(batches).Select(BatchShape.Parse)];
            if (result.GetValue(parts))
            {
                RunParts(small.Length > 0 ? small : presets, forms, shapes, sitting);
            }
            else
            {
                using var graphs = onnx.Read(result, presets, small.Length > 0 ? [ModelForm.Float] : forms);
                Run(presets, small, forms, shapes, result.GetRequiredValue(threads), graphs, rounds.Read(result, sitting), sitting);
            }
        });
        return command;
    }

    private static ModelPreset Student(string text)
    {
        var shape = StudentShape.Parse(text);
        return new ModelPreset(text, GraphName: text, shape.Layers == 0
            ? throw new ArgumentException($"{text} has no layers; --models has static models.")
            : BertShape.Uniform(shape.VocabularySize ?? ModelPreset.VocabularySize, shape.Layers, shape.HiddenSize, shape.Heads, shape.FeedForwardSize));
    }

    private static void Run(IReadOnlyList<ModelPreset> presets, ModelPreset[] students, IReadOnlyList<ModelForm> forms, BatchShape[] batches, int threads, IOnnxGraphs graphs, Turns turns, Sitting sitting)
    {
        Machine.Write(typeof(InferenceSession));
        sitting.Now("ceilings");
        Ceilings.Write(threads);
        foreach (var preset in presets)
        {
            sitting.Now($"{preset.Name}: making its weights");
            var peers = graphs.Of(preset);
            IScorer[] scorers = [.. peers.Select(peer => new OnnxScorer(peer, threads)), .. Own(students.Length > 0 ? students : [preset], forms, threads, students.Length > 0)];
            using var bench = new LatencyBench(
                preset.Name,
                students.Append(preset).Min(model => model.Shape.VocabularySize),
                scorers,
                (own, peer) => students.Length > 0 ? !peer.IsInt8 : own.IsInt8 == peer.IsInt8,
                turns);
            AnsiConsole.Write(Table(preset, batches, threads, bench.Measure(batches)));
            foreach (var peer in peers)
            {
                AnsiConsole.WriteLine(peer.Agreement);
            }
        }
    }

    private static IEnumerable<ManagedScorer> Own(IReadOnlyList<ModelPreset> models, IReadOnlyList<ModelForm> forms, int threads, bool named) =>
        models.SelectMany(_ => forms, (model, form) => new ManagedScorer(form, new RandomModel(model, form).Create(), threads, named ? $"{model.Name}, {form.Name}" : null));

    private static Table Table(ModelPreset preset, BatchShape[] batches, int threads, IReadOnlyList<LatencyRow> rows)
    {
        var table = new Table().Title($"{preset.Name}, {threads} thread{(threads == 1 ? "" : "s")}: ms a text, median (best)");
        table.AddColumns(["weights", "MB", .. batches.Select(batch => batch.ToString()), "times ORT, median", "times ORT, best"]);
        foreach (var row in rows)
        {
            table.AddRow(
            [
                row.Scorer.Name,
                $"{row.Scorer.Bytes / 1e6:F1}",
                .. row.Times.Select(time => $"{time.Median:F3} ({time.Best:F3})"),
                Joined(row.TimesPeer?.Select(ratio => ratio.Median)),
                Joined(row.TimesPeer?.Select(ratio => ratio.Best)),
            ]);
        }

        return table;
    }

    private static string Joined(IEnumerable<double>? ratios) => string.Join(" / ", (ratios ?? []).Select(ratio => $"{ratio:F1}"));

    private static void RunParts(IReadOnlyList<ModelPreset> presets, IReadOnlyList<ModelForm> forms, BatchShape[] batches, Sitting sitting)
    {
        Machine.Write();
        foreach (var (preset, form) in presets.SelectMany(_ => forms, (p, f) => (p, f)))
        {
            var model = new RandomModel(preset, form).Create();
            var table = new Table().Title($"{preset.Name}, {form.Name}: best ms, one thread, all layers but what the last does for one token");
            table.AddColumns(["part", .. batches.Select(batch => $"{batch.Tokens} tokens")]);
            var columns = batches.Select(batch => Parts(preset, form, model, batch.Tokens, sitting)).ToArray();
            for (var row = 0; row < columns[0].Length; row++)
            {
                table.AddRow([columns[0][row].Part, .. columns.Select(column => $"{column[row].Milliseconds:F3}")]);
            }

            AnsiConsole.Write(table);
        }
    }

    private static (string Part, double Milliseconds)[] Parts(ModelPreset preset, ModelForm form, CompressedModel model, int tokens, Sitting sitting)
    {
        const double Seconds = 0.5;
        sitting.Now($"{preset.Name}, {form.Name}, {tokens} tokens");
        using var parts = new ScoringParts(model, tokens);
        using var whole = new ManagedScorer(form, model, threads: 1);
        var pass = whole.Prepare(new int[tokens], new BatchShape(1, tokens));
        return [.. parts.Measure(Seconds), ("whole pass", Turns.Repeat(2 * Seconds, pass).Min())];
    }
}
