using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Single linear layers of every form, each beside the forms that it is measured against.</summary>
internal static class KernelsVerb
{
    private static readonly string[] _tokens = ["1", "16", "32"];

    public static Command Create()
    {
        var models = new NamedOption<ModelPreset>("--models", "Whose feed-forward layers", ModelPreset.Catalog, preset => preset.Name, "tinybert4");
        var weights = new NamedOption<ModelForm>("--weights", "Which weights", ModelForm.Catalog, form => form.Name);
        var tokens = new Option<string[]>("--tokens") { Description = "Tokens of a product.", DefaultValueFactory = _ => _tokens, AllowMultipleArgumentsPerToken = true };
        var command = new Command("kernels", "What linear layers take, in turns: 10⁹ operations a second on the weights that are kept, and times the dense int8 layer.") { models, weights, tokens };
        var rounds = new RoundOptions(command, seconds: 0.02);
        command.SetSitting((result, sitting) =>
        {
            Machine.Write();
            foreach (var preset in models.Read(result))
            {
                Write(preset, weights.Read(result), [.. result.GetRequiredValue(tokens).Select(int.Parse)], rounds.Read(result, sitting));
            }
        });
        return command;
    }

    private static void Write(ModelPreset preset, IReadOnlyList<ModelForm> forms, int[] tokens, Turns turns)
    {
        var (hidden, wide) = (preset.Shape.HiddenSize, preset.Shape.Layers[0].FeedForwardSize);
        foreach (var (outputs, inputs) in new[] { (wide, hidden), (hidden, wide) })
        {
            LayerProduct[] products = [.. forms.Select(form => new LayerProduct(form, outputs, inputs, tokens.Max()))];
            var times = tokens.Select(count => turns.Measure($"{outputs} x {inputs}, {count} tokens", [.. products.Select(product => product.Prepare(count))])).ToArray();
            var table = new Table().Title($"{outputs} x {inputs}, one thread: GOPS, and times {forms[0].Name}");
            table.AddColumns(["weights", "kernel", "share kept", .. tokens.Select(count => $"{count} tokens")]);
            foreach (var (i, product) in products.Index())
            {
                table.AddRow(
                [
                    product.Form.Name,
                    product.Kernel,
                    $"{product.Kept:P1}",
                    .. times.Select((time, at) => $"{product.Operations(tokens[at]) / time[i].Median / 1e6:F0} ({time.Ratio(i, 0):F2})"),
                ]);
            }

            AnsiConsole.Write(table);
            Array.ForEach(products, product => product.Dispose());
        }
    }
}
