using System.CommandLine;
using System.Diagnostics;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.RowTables;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>What forms of a word table take, and what they lose.</summary>
internal static class RowTablesVerb
{
    private const int Decoded = 200_000;

    public static Command Create()
    {
        var model = new Option<DirectoryInfo>("--model") { Description = "A Hugging Face folder.", Required = true };
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder of the tasks' folders.", Required = true };
        var task = new NamedOption<FineTuningTask>("--task", "Whose words are counted", FineTuningTask.All, t => t.Name, "sst2") { AllowMultipleArgumentsPerToken = false, Arity = ArgumentArity.ExactlyOne };
        var only = new Option<string[]>("--only") { Description = "Parts of the names of the forms to measure.", DefaultValueFactory = _ => [""], AllowMultipleArgumentsPerToken = true };
        var command = new Command("row-tables", "Bytes and relative errors of forms of a checkpoint's word embeddings.") { model, data, task, only };
        command.SetSitting((result, sitting) => Run(
            RowTable.Load(result.GetRequiredValue(model).FullName, task.Read(result).Single(), result.GetRequiredValue(data).FullName), result.GetRequiredValue(only), sitting));
        return command;
    }

    private static void Run(RowTable table, string[] only, Sitting sitting)
    {
        Machine.Write();
        var results = new Table().Title($"{table.Values.Rows} x {table.Values.Columns}");
        results.AddColumns("form", "bytes", "bits a weight", "relative error", "of the words of texts", "s to make", "ns a row");
        foreach (var form in RowTableForm.Of(table.Values.Columns).Where(form => only.Any(part => form.Name.Contains(part, StringComparison.OrdinalIgnoreCase))))
        {
            sitting.Now(form.Name);
            var start = Stopwatch.GetTimestamp();
            var stored = form.Store(table);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            results.AddRow(
                form.Name,
                $"{stored.Bytes:N0}",
                $"{8.0 * stored.Bytes / table.Values.Count:F2}",
                $"{table.ErrorOf(stored.DecodeRow, null):F4}",
                $"{table.ErrorOf(stored.DecodeRow, table.Counts):F4}",
                $"{seconds:F1}",
                $"{TimeOfRow(stored, table.Values.Rows, table.Values.Columns):F0}");
        }

        AnsiConsole.Write(results);
    }

    /// <summary>Nanoseconds to decode one row of many in no order.</summary>
    private static double TimeOfRow(StoredTable stored, int rows, int columns)
    {
        var (random, values) = (new Random(1), new float[columns]);
        int[] order = [.. Enumerable.Range(0, Decoded).Select(_ => random.Next(rows))];
        var best = double.PositiveInfinity;
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var row in order)
            {
                stored.DecodeRow(row, values);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Decoded);
        }

        return best;
    }
}
