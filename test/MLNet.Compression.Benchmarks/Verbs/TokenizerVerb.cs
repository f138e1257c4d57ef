using System.CommandLine;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Texts;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How fast text becomes token ids.</summary>
internal static class TokenizerVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of SST-2, which holds train.tsv.", Required = true };
        var running = new Option<FileInfo[]>("--running") { Description = "Files of running text, a paragraph a line.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var vocabulary = new Option<FileInfo>("--vocabulary") { Description = "A vocab.txt.", Required = true };
        var passage = new Option<int>("--passage") { Description = "Characters to join the running text's lines to.", DefaultValueFactory = _ => 2_000 };
        var seconds = new Option<double>("--seconds") { Description = "Time for each number.", DefaultValueFactory = _ => 3 };
        var command = new Command("tokenizer", "Tokens a second on one thread, beside plain dictionary look-ups that give the same ids.") { data, running, vocabulary, passage, seconds };
        command.SetAction(result =>
        {
            var lines = TaskFiles.Tabbed(Path.Combine(result.GetRequiredValue(data).FullName, "train.tsv"), header: true, text: 0, label: 1);
            var texts = new List<(string Name, IReadOnlyList<string> Texts)> { ("lines of SST-2", [.. lines.Select(line => line.Text)]) };
            texts.AddRange(result.GetRequiredValue(running).Select(file =>
                (file.Name, (IReadOnlyList<string>)Passages(File.ReadLines(file.FullName), result.GetRequiredValue(passage)))));
            Run(new TokenizerBench(Vocabulary.Load(result.GetRequiredValue(vocabulary).FullName), result.GetRequiredValue(seconds)), texts);
        });
        return command;
    }

    private static void Run(TokenizerBench bench, IEnumerable<(string Name, IReadOnlyList<string> Texts)> sets)
    {
        var table = new Table().Title("million tokens a second, 1 thread");
        table.AddColumns("texts", "number", "characters", "tokens", "tokenizer", "dictionary look-ups", "ratio");
        foreach (var (name, texts) in sets)
        {
            var (rate, plain, tokens) = bench.Measure(texts);
            table.AddRow(Markup.Escape(name), $"{texts.Count}", $"{texts.Sum(text => (long)text.Length)}", $"{tokens}", $"{rate / 1e6:F1}", $"{plain / 1e6:F1}", $"{rate / plain:F1}");
        }

        AnsiConsole.Write(table);
    }

    private static List<string> Passages(IEnumerable<string> lines, int length)
    {
        var passages = new List<string>();
        var passage = "";
        foreach (var line in lines)
        {
            passage = passage.Length == 0 ? line : $"{passage} {line}";
            if (passage.Length >= length)
            {
                passages.Add(passage);
                passage = "";
            }
        }

        return passage.Length == 0 ? passages : [.. passages, passage];
    }
}
