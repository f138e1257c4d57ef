using System.Globalization;
using Microsoft.ML;
using QuickStart.Tables;

namespace QuickStart;

/// <summary>Rows to train on and rows to measure on.</summary>
/// <param name="Train">The former.</param>
/// <param name="Test">The latter.</param>
internal sealed record QuickStartData(IDataView Train, IDataView Test)
{
    /// <summary>Reads the data that the command line names.</summary>
    /// <exception cref="InvalidDataException">A file can't be used; the message says why.</exception>
    public static QuickStartData Load(MLContext ml, QuickStartOptions options)
    {
        var rows = options.Data is null ? SupportRequests.Train : Read(options.Data, options);
        var tests = options.Data is null ? SupportRequests.Test : options.Test is null ? null : Read(options.Test, options);
        var data = ml.Data.LoadFromEnumerable(rows);
        if (tests is not null)
        {
            return Checked(ml, new QuickStartData(data, ml.Data.LoadFromEnumerable(tests)));
        }

        var split = ml.Data.TrainTestSplit(data, testFraction: 0.1, seed: options.Seed);
        return Checked(ml, new QuickStartData(split.TrainSet, split.TestSet));
    }

    private static IReadOnlyList<LabeledText> Read(FileInfo file, QuickStartOptions options)
    {
        var table = Table.Read(file.Name, file.OpenRead);
        var rows = LabeledTable.Read(table, options.TextColumn, options.LabelColumn);
        if (rows.Count < table.Rows.Count)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {table.Rows.Count - rows.Count:N0} of {table.Rows.Count:N0} rows have no label and are left out."));
        }

        return rows;
    }

    private static QuickStartData Checked(MLContext ml, QuickStartData data)
    {
        var classes = Labels(ml, data.Train).ToHashSet(StringComparer.Ordinal);
        if (classes.Count < 2)
        {
            throw new InvalidDataException($"All rows to train on have the label '{classes.FirstOrDefault()}'. A classifier needs two or more classes.");
        }

        string[] tests = [.. Labels(ml, data.Test)];
        string[] unknown = [.. tests.Where(label => !classes.Contains(label))];
        if (unknown.Length == tests.Length)
        {
            throw new InvalidDataException(tests.Length == 0
                ? "No row fell into the tenth that is held back to measure on. Name a file of rows with --test."
                : $"No row to measure on has a label of the rows to train on: {string.Join(", ", unknown.Distinct().Take(5))}.");
        }

        if (unknown.Length > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{unknown.Length:N0} of {tests.Length:N0} rows to measure on have a label that no row to train on has ({string.Join(", ", unknown.Distinct().Take(5))}); they don't count."));
        }

        return data;
    }

    private static IEnumerable<string> Labels(MLContext ml, IDataView data) =>
        ml.Data.CreateEnumerable<LabeledText>(data, reuseRowObject: true).Select(row => row.Label);
}
