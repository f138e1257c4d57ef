using System.CommandLine;
using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What 8-bit scoring changes in the vectors of texts, by their length: from 96 tokens on attention is computed in integers too.</summary>
internal static class VectorsVerb
{
    private static readonly int[] _tokens = [64, 95, 96, 128, 256];

    public static Command Create()
    {
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "A Hugging Face folder.", Required = true };
        var texts = new Option<FileInfo>("--texts") { Description = "Tab-separated lines whose last column is a long text.", Required = true };
        var count = new Option<int>("--count") { Description = "How many lines are read.", DefaultValueFactory = _ => 300 };
        var tokens = new Option<int[]>("--tokens") { Description = "What texts are cut to; shorter ones are left out.", DefaultValueFactory = _ => _tokens, AllowMultipleArgumentsPerToken = true };
        var command = new Command("vectors", "Compares the sentence vectors of a checkpoint in int8 with those in fp32, by length of the texts.") { checkpoint, texts, count, tokens };
        command.SetSitting((result, sitting) => Run(
            result.GetRequiredValue(checkpoint),
            [.. File.ReadLines(result.GetRequiredValue(texts).FullName).Take(result.GetRequiredValue(count)).Select(line => line.Split('\t')[^1])],
            result.GetRequiredValue(tokens),
            sitting));
        return command;
    }

    private static void Run(DirectoryInfo checkpoint, string[] texts, int[] lengths, Sitting sitting)
    {
        using var agreement = new VectorAgreement(checkpoint.FullName);
        var table = new Table().Title("one minus the cosine of int8 and fp32 vectors");
        table.AddColumns("tokens", "texts", "median", "largest");
        foreach (var tokens in lengths)
        {
            sitting.Now($"{tokens} tokens");
            var cosines = agreement.Cosines(texts, tokens);
            table.AddRow(cosines.Length == 0
                ? [$"{tokens}", "0", "", ""]
                : [$"{tokens}", $"{cosines.Length}", $"{1 - cosines[cosines.Length / 2]:G3}", $"{1 - cosines[0]:G3}"]);
        }

        AnsiConsole.Write(table);
    }
}
