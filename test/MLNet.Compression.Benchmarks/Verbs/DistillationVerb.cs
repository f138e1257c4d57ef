using System.CommandLine;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What each way of teaching a student comes to.</summary>
internal static class DistillationVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var languageModel = new Option<DirectoryInfo?>("--language-model") { Description = "A Hugging Face folder with a trained masked-LM head (the verb pretraining makes one); for the tables distilbert, no-data and small-vocabulary." };
        var texts = new Option<int>("--texts") { Description = "Lines of running text for these tables.", DefaultValueFactory = _ => 10_000 };
        var teacher = new Option<DirectoryInfo>("--teacher") { Description = "The Hugging Face folder of the teacher, fine-tuned for the task (fine-tuning --export).", Required = true };
        var task = new NamedOption<FineTuningTask>("--task", "Which", FineTuningTask.All, each => each.Name, "sst2");
        var tables = new NamedOption<string>("--tables", "Which", DistillationLines.Tables, name => name, "recipes");
        var lines = new Option<string[]>("--lines") { Description = "Parts of the names of the lines to run; all without any.", AllowMultipleArgumentsPerToken = true };
        var student = new Option<string>("--student") { Description = "The student's size.", DefaultValueFactory = _ => "minilm3" };
        var rows = new Option<int>("--rows") { Description = "Training rows.", DefaultValueFactory = _ => 8000 };
        var epochs = new Option<int>("--epochs") { Description = "Passes over them.", DefaultValueFactory = _ => 3 };
        var rate = new Option<double>("--rate") { Description = "The peak learning rate of lines that have none of their own.", DefaultValueFactory = _ => 3e-4 };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var dev = new Option<bool>("--dev") { Description = "Measures on the dev set; otherwise on rows held out of the training set, on which recipes are chosen." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/distillation.jsonl") };
        var command = new Command("distillation", "Distils a teacher by recipe after recipe, with the same rows and epochs, and measures how near each student comes.")
        {
            data, teacher, languageModel, texts, task, tables, lines, student, rows, epochs, rate, seeds, dev, log,
        };
        command.SetSitting(ownDisplay: true, run: (result, sitting) => Run(
            new DistillationPlan(
                result.GetRequiredValue(data),
                result.GetRequiredValue(teacher),
                result.GetValue(languageModel),
                result.GetValue(texts),
                task.Read(result).Single(),
                StudentShape.Parse(result.GetRequiredValue(student)),
                result.GetValue(rows),
                result.GetValue(epochs),
                result.GetValue(rate),
                result.GetValue(dev)),
            Chosen(tables.Read(result), result.GetValue(lines) ?? []),
            result.GetRequiredValue(seeds),
            new ResultLog<DistillationResult>(result.GetRequiredValue(log)),
            sitting.Stop));
        return command;
    }

    private static DistillationLine[] Chosen(IReadOnlyList<string> tables, string[] parts) =>
    [
        .. DistillationLines.All.Where(line => tables.Contains(line.Table)
            && (parts.Length == 0 || parts.Any(part => line.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))),
    ];

    private static void Run(DistillationPlan plan, DistillationLine[] lines, int[] seeds, ResultLog<DistillationResult> log, CancellationToken stop)
    {
        foreach (var seed in seeds)
        {
            foreach (var line in lines.Where(line => !log.All.Any(result => plan.IsOf(result, line) && result.Seed == seed)))
            {
                stop.ThrowIfCancellationRequested();
                log.Add(AnsiConsole.Progress().Start(context => plan.Run(line, seed, context.AddTask($"{line.Name}, seed {seed}"), stop)));
            }
        }

        AnsiConsole.Write(DistillationTable.Of(plan, lines, log.All));
    }
}
