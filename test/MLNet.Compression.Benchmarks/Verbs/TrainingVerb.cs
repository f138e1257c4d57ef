using System.CommandLine;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.Steps;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Training steps as shares of what the processor can do.</summary>
internal static class TrainingVerb
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var steps = new Option<int>("--steps") { Description = "Steps of each row; the median counts.", DefaultValueFactory = _ => 24 };
        var only = new Option<string>("--only") { Description = "Only rows whose name contains this.", DefaultValueFactory = _ => "" };
        var data = new Option<FileInfo?>("--data") { Description = "SST-2's train.tsv, for the rows of real texts." };
        var checkpoint = new Option<DirectoryInfo?>("--checkpoint") { Description = "MiniLM-L6 as a Hugging Face folder, for the same." };
        var command = new Command("training", "Tokens a second of whole training steps, the linear layers' share of the multiply-add ceiling measured beside them, and memory.") { threads, steps, only, data, checkpoint };
        command.SetSitting((result, sitting) =>
        {
            Machine.Write();
            using var table = new TrainingTable(result.GetRequiredValue(threads), sitting);
            table.AddSteps(TrainingCase.All.Where(test => test.Name.Contains(result.GetRequiredValue(only), StringComparison.OrdinalIgnoreCase)), result.GetRequiredValue(steps));
            if (result.GetValue(data) is { } file && result.GetValue(checkpoint) is { } folder)
            {
                string[] texts = [.. TaskFiles.Tabbed(file.FullName, header: true, text: 0, label: 1).Select(row => row.Text)];
                table.AddTexts(new TextRun(texts, folder), 3 * result.GetRequiredValue(steps));
            }

            table.Print();
        });
        return command;
    }
}
