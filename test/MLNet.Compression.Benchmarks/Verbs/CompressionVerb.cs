using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLNet.Compression.Benchmarks.Chains;
using MLNet.Compression.Benchmarks.Compressing;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Quantizing;
using MLNet.Compression.Benchmarks.Rounds;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What ready-made chains make of fine-tuned teachers: accuracy, loyalty, bytes and speed.</summary>
internal static class CompressionVerb
{
    /// <summary>Lines of a table in a page are not broken.</summary>
    private const int WidthInFiles = 500;

    private const int UsualTexts = 20_000;

    private static readonly string[] _usualTasks = ["sst2", "trec", "clinc150", "quickstart", "mrpc"];
    private static readonly double[] _usualSizes = [1, 2, 3, 5, 8];
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder that teachers are fine-tuned from.", Required = true };
        var teachers = new Option<DirectoryInfo>("--teachers") { Description = "Keeps the teachers, a folder for each task; one that is there is not trained again.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/teachers") };
        var runs = new Option<DirectoryInfo>("--runs") { Description = "Keeps the state of runs that were stopped, which go on from there.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/compression-runs") };
        var models = new Option<DirectoryInfo>("--models") { Description = "Keeps the models of finished runs.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/compression-models") };
        var timeAgain = new Option<bool>("--time-again") { Description = "Times the kept models of finished runs again, for a machine that was busy when they were trained, and logs these times, before what is open is run." };
        var tasks = new NamedOption<ChainTask>("--tasks", "Which", ChainTask.All, task => task.Name, _usualTasks);
        var recipes = new NamedOption<ChainChoice>("--recipes", "Which", ChainChoice.All, choice => choice.Name, ChainChoice.All[0].Name);
        var sizes = new Option<double[]>("--sizes") { Description = "Megabytes of the saved model.", DefaultValueFactory = _ => _usualSizes, AllowMultipleArgumentsPerToken = true };
        var students = new Option<string[]>("--students") { Description = "Shapes, such as \"6x384x12x384 vocabulary=8000\": each is tried with each of the plans, in the place of recipes and sizes.", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var plans = new NamedOption<Named<QuantizationPlan>>("--plans", "Number formats of the students.", QuantizationChoices.Plans, plan => plan.Name, "w4-words1");
        var rows = new Option<int>("--rows") { Description = "The most rows that a chain learns from, spread over the training set; 0 for all." };
        var teacherRows = new Option<int>("--teacher-rows") { Description = "The most rows that a teacher learns from, spread over the training set; 0 for all." };
        var textsOf = new Option<string?>("--texts-of") { Description = "A task with whose training texts, cut into passages, chains learn beside their own, without labels." };
        textsOf.AcceptOnlyFromAmong([.. ChainTask.All.Select(task => task.Name)]);
        var texts = new Option<int>("--texts") { Description = "The most passages of them, spread over all; 0 for all.", DefaultValueFactory = _ => UsualTexts };
        var seeds = new Option<int[]>("--seeds") { Description = "A run for each.", DefaultValueFactory = _ => [1], AllowMultipleArgumentsPerToken = true };
        var heldOut = new Option<bool>("--held-out") { Description = "Measures on rows held out of the training set, which teachers do not see either, as without --dev too: on these recipes are chosen." };
        var dev = new Option<bool>("--dev") { Description = "Learns from all training rows and measures on the dev or test set: once, when recipes are chosen." };
        var threads = new Option<int>("--threads") { Description = "Threads of the training; 0 for all." };
        var log = new Option<FileInfo>("--log") { Description = "Keeps finished runs, which are not run again.", DefaultValueFactory = _ => new FileInfo("artifacts/compression.jsonl") };
        var json = new Option<FileInfo?>("--json") { Description = "Receives the runs of the table as JSON." };
        var command = new Command("compression", "Runs ready-made chains of several sizes over tasks and seeds, and prints what each came to beside its teacher and ML.NET's linear models.")
        {
            data, checkpoint, teachers, runs, models, timeAgain, tasks, recipes, sizes, students, plans, rows, teacherRows, textsOf, texts, seeds, heldOut, dev, threads, log, json,
        };
        var changes = new ChainChangeOptions(command);
        var rounds = new RoundOptions(command, seconds: 0.3);
        command.Validators.Add(result =>
        {
            if (result.GetValue(heldOut) && result.GetValue(dev))
            {
                result.AddError("--held-out and --dev are two sets of rows to measure on: give one.");
            }
        });
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var change = changes.Read(result);
            var others = result.GetValue(textsOf) is { } other ? new ChainTexts(ChainTask.All.Single(task => task.Name == other), result.GetValue(texts)) : null;
            var plan = new ChainPlan(
                result.GetRequiredValue(data),
                new ChainTeachers(result.GetRequiredValue(checkpoint), result.GetRequiredValue(teachers), result.GetValue(teacherRows)),
                result.GetRequiredValue(runs),
                result.GetRequiredValue(models),
                result.GetValue(rows),
                others,
                result.GetValue(dev),
                result.GetValue(threads));
            var shapes = result.GetRequiredValue(students);
            var chains = shapes.Length > 0
                ? shapes.SelectMany(shape => plans.Read(result).Select(named => ChainChoice.OneStudent(shape, named, change)))
                : recipes.Read(result).SelectMany(choice => choice.Sizes(result.GetRequiredValue(sizes), change));
            (string Name, CompressionRecipe Recipe)[] named = [.. chains.Select(chain => others is null ? chain : ($"{chain.Name}, {others.Name}", chain.Recipe))];
            var chainSitting = new ChainSitting(plan, new ResultLog<ChainResult>(result.GetRequiredValue(log)), rounds.Read(result, sitting), sitting.Stop);
            if (result.GetValue(timeAgain))
            {
                chainSitting.TimeAgain(tasks.Read(result), named, result.GetRequiredValue(seeds));
            }

            var finished = chainSitting.Run(tasks.Read(result), named, result.GetRequiredValue(seeds));
            AnsiConsole.Profile.Width = Console.IsOutputRedirected ? WidthInFiles : AnsiConsole.Profile.Width;
            AnsiConsole.Write(ChainTable.Of(finished));
            if (result.GetValue(json) is { } file)
            {
                file.Directory!.Create();
                File.WriteAllText(file.FullName, JsonSerializer.Serialize(finished, _json));
            }
        });
        return command;
    }
}
