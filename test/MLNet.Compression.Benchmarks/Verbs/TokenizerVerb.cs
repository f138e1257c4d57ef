using System.CommandLine;
using System.Text;
using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.Texts;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How fast text becomes token ids, beside other tokenizers.</summary>
internal static class TokenizerVerb
{
    private const int KindsShown = 20;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of SST-2, which holds train.tsv.", Required = true };
        var running = new Option<FileInfo[]>("--running") { Description = "Files of running text, a paragraph a line.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var vocabulary = new Option<FileInfo>("--vocabulary") { Description = "A vocab.txt of an uncased model.", Required = true };
        var passage = new Option<int>("--passage") { Description = "Characters to join the running text's lines to.", DefaultValueFactory = _ => 2_000 };
        var command = new Command("tokenizer", "Tokens a second on one thread in turns with FastBertTokenizer and Microsoft.ML.Tokenizers, and the texts of which they give other ids.") { data, running, vocabulary, passage };
        var rounds = new RoundOptions(command, seconds: 1);
        command.SetSitting((result, sitting) =>
        {
            RequireNormalization();
            var lines = TaskFiles.Tabbed(Path.Combine(result.GetRequiredValue(data).FullName, "train.tsv"), header: true, text: 0, label: 1);
            var texts = new List<(string Name, IReadOnlyList<string> Texts)> { ("lines of SST-2", [.. lines.Select(line => line.Text)]) };
            texts.AddRange(result.GetRequiredValue(running).Select(file =>
                (file.Name, (IReadOnlyList<string>)Passages(File.ReadLines(file.FullName), result.GetRequiredValue(passage)))));
            var path = result.GetRequiredValue(vocabulary).FullName;
            ITokenizerPeer[] peers = [new FastBertPeer(path), new MLTokenizersPeer(path)];
            Machine.Write(typeof(FastBertTokenizer.BertTokenizer), typeof(Microsoft.ML.Tokenizers.BertTokenizer));
            Run(new TokenizerBench(Vocabulary.Load(path), peers, rounds.Read(result, sitting)), peers, texts, sitting);
        });
        return command;
    }

    private static void RequireNormalization()
    {
        const string Composed = "é";
        if (Composed.Normalize(NormalizationForm.FormD) == Composed)
        {
            throw new ArgumentException("The other tokenizers need Unicode normalisation, which .NET has not in invariant mode. Install ICU, or unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }
    }

    private static void Run(TokenizerBench bench, IReadOnlyList<ITokenizerPeer> peers, IReadOnlyList<(string Name, IReadOnlyList<string> Texts)> sets, Sitting sitting)
    {
        var speed = new Table().Title("million tokens of ours a second, 1 thread");
        speed.AddColumns(["texts", "number", "tokens", "ours", .. peers.SelectMany(peer => new[] { peer.Name, "times" })]);
        var differences = new Table().Title("texts of which they give other ids than ours");
        differences.AddColumns("texts", "tokenizer", "differ", "by kind");
        foreach (var (name, texts) in sets)
        {
            sitting.Now($"{name}: comparing ids");
            foreach (var (peer, count, kinds) in bench.Compare(texts))
            {
                differences.AddRow(Markup.Escape(name), peer.Name, $"{count}", Markup.Escape(Describe(kinds)));
            }

            var (tokens, times) = bench.Measure(name, texts);
            speed.AddRow([Markup.Escape(name), $"{texts.Count}", $"{tokens}", Rate(0), .. peers.SelectMany((_, peer) => new[] { Rate(peer + 1), $"{times.Ratio(0, peer + 1):F1}" })]);
            string Rate(int contender) => $"{tokens / times[contender].Median / 1e3:F1}";
        }

        AnsiConsole.Write(speed);
        AnsiConsole.Write(differences);
    }

    private static string Describe(IReadOnlyList<TokenDifference> kinds) =>
        string.Join(", ", kinds.Take(KindsShown).Select(kind => $"{kind.Kind} {kind.Texts}"))
        + (kinds.Count > KindsShown ? $" and {kinds.Count - KindsShown} more" : "")
        + (kinds is [var first, ..] ? $"; such as: {first.Example}" : "");

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
