using System.CommandLine;
using MLNet.Compression.Benchmarks.Fronts;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What users would pick instead: accuracy, bytes and speed of linear models, static students and compressed transformers.</summary>
internal static class FrontVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder that teachers are fine-tuned from.", Required = true };
        var teachers = new Option<DirectoryInfo>("--teachers") { Description = "Keeps the teachers, a folder for each task; one that is there is not trained again.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/teachers") };
        var tasks = new NamedOption<FrontTask>("--tasks", "Which", FrontTask.All, task => task.Name);
        var kinds = new NamedOption<string>("--kinds", "Which kinds of lines", FrontLines.Kinds, kind => kind);
        var lines = new Option<string[]>("--lines") { Description = "Parts of the names of the lines to run; all without any.", AllowMultipleArgumentsPerToken = true };
        var rows = new Option<int>("--rows") { Description = "The most rows that a line learns from, spread over the training set; 0 for all. Teachers always learn from all." };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/front.jsonl") };
        var command = new Command("front", "Trains linear models, static students and compressed transformers on each task, and prints accuracy, size and speed, smallest first.")
        {
            data, checkpoint, teachers, tasks, kinds, lines, rows, seeds, log,
        };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            using var students = new FrontStudents();
            Run(
                new FrontPlan(result.GetRequiredValue(data), new FrontTeachers(result.GetRequiredValue(checkpoint), result.GetRequiredValue(teachers)), students, result.GetValue(rows)),
                tasks.Read(result),
                Chosen(kinds.Read(result), result.GetValue(lines) ?? []),
                result.GetRequiredValue(seeds),
                new ResultLog<FrontResult>(result.GetRequiredValue(log)),
                sitting.Stop);
        });
        return command;
    }

    private static FrontLine[] Chosen(IReadOnlyList<string> kinds, string[] parts) =>
    [
        .. FrontLines.All.Where(line => kinds.Contains(line.Kind)
            && (parts.Length == 0 || parts.Any(part => line.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))),
    ];

    private static void Run(FrontPlan plan, IReadOnlyList<FrontTask> tasks, FrontLine[] lines, int[] seeds, ResultLog<FrontResult> log, CancellationToken stop)
    {
        foreach (var task in tasks)
        {
            foreach (var (seed, line) in seeds.SelectMany(seed => lines.Select(line => (seed, line))))
            {
                stop.ThrowIfCancellationRequested();
                if (!log.All.Any(result => result.Task == task.Name && result.Line == line.Name && result.Seed == seed && result.Rows == plan.Rows))
                {
                    log.Add(AnsiConsole.Progress().Start(context => plan.Run(task, line, seed, context.AddTask($"{task.Name}: {line.Name}, seed {seed}"), stop)));
                }
            }

            AnsiConsole.Write(FrontTable.Of(task, plan.Rows, log.All));
        }
    }
}
