using System.CommandLine;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Robustness;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>How models stand attacks.</summary>
internal static class RobustnessVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the data; its folder robustness has the word lists.", Required = true };
        var models = new Option<FileSystemInfo[]>("--models") { Description = "Classifiers of reviews that learnt SST-2; the first is the teacher. Hugging Face folders (fine-tuning --export), each attacked in fp32 and in int8, and files that ML.NET saved (glue --models), each as it is.", Required = true, AllowMultipleArgumentsPerToken = true };
        var encoder = new Option<DirectoryInfo?>("--encoder") { Description = "The Hugging Face folder of a model whose mean states compare sentences; without it they are not compared." };
        var sets = new NamedOption<AttackedSet>("--sets", "Which texts", AttackedSet.All, set => set.Name, "mr");
        var attacks = new NamedOption<AttackChoice>("--attacks", "Which attacks", AttackChoice.All, attack => attack.Name);
        var rows = new Option<int>("--rows") { Description = "The most texts of a set.", DefaultValueFactory = _ => 1000 };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished attacks, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/robustness.jsonl") };
        var command = new Command("robustness", "Attacks classifiers of reviews, and prints what of their accuracy is left.") { data, models, encoder, sets, attacks, rows, log };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var folder = result.GetRequiredValue(data);
            using var comparer = result.GetValue(encoder) is { } sentences ? EncoderOf(sentences, folder) : null;
            var lists = WordLists.Load(new DirectoryInfo(Path.Combine(folder.FullName, "robustness")), comparer);
            var results = new ResultLog<RobustnessResult>(result.GetRequiredValue(log));
            new RobustnessPlan(folder, lists, result.GetRequiredValue(models), result.GetValue(rows)).Run(sets.Read(result), attacks.Read(result), results, sitting.Stop);
            foreach (var set in sets.Read(result))
            {
                AnsiConsole.Write(RobustnessTable.Of(set.Name, results.All));
            }
        });
        return command;
    }

    /// <summary>The encoder of a checkpoint, for which a head of any classes is made and not used.</summary>
    private static SentenceEncoder EncoderOf(DirectoryInfo folder, DirectoryInfo data)
    {
        using var model = Distilling.DistillationTeacher.Load(new MLContext(1), folder, AttackedSet.All[0].Read(data));
        return new SentenceEncoder(model.Model);
    }
}
