using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>Readers of the files in which the tasks' data sets are published.</summary>
internal static class TaskFiles
{
    /// <summary>Tab-separated lines without quoting.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="text">The text's column, from 0.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="pair">The second text's column; null for none.</param>
    public static IReadOnlyList<LabeledPair> Tabbed(string path, bool header, int text, int label, int? pair = null) =>
        [.. File.ReadLines(path).Skip(header ? 1 : 0)
            .Select(line => line.Split('\t'))
            .Select(cells => new LabeledPair { Text = cells[text], Pair = pair is { } column ? cells[column] : "", Label = cells[label] })];

    /// <summary>TREC's "COARSE:fine question", in Latin-1; the coarse class is the label.</summary>
    public static IReadOnlyList<LabeledPair> Trec(string path) =>
        [.. File.ReadLines(path, Encoding.Latin1)
            .Select(line => new LabeledPair { Label = line[..line.IndexOf(':', StringComparison.Ordinal)], Text = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] })];

    /// <summary>CLINC150's object of lists of [text, intent].</summary>
    public static IReadOnlyList<LabeledPair> Clinc(string path, string part)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. file.RootElement.GetProperty(part).EnumerateArray()
            .Select(row => new LabeledPair { Text = row[0].GetString()!, Label = row[1].GetString()! })];
    }
}
