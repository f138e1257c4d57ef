using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>A user's file: tab-separated without quoting, or, if its name ends in .csv, comma-separated with quoting.</summary>
internal static class UserFile
{
    private static readonly string[] TextNames = ["text", "sentence", "sentence1", "review", "message", "content", "body", "comment", "question", "utterance", "description"];
    private static readonly string[] LabelNames = ["label", "class", "category", "target", "team", "intent", "sentiment", "topic"];

    public static IDataView Load(MLContext ml, FileInfo file, string? textColumn, string? labelColumn)
    {
        var isCsv = file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var separator = isCsv ? ',' : '\t';
        var header = (File.ReadLines(file.FullName).FirstOrDefault() ?? throw new InvalidDataException($"{file.Name} is empty."))
            .Split(separator).Select(name => name.Trim().Trim('"')).ToArray();
        return ml.Data.LoadFromTextFile(file.FullName, new TextLoader.Options
        {
            HasHeader = true,
            Separators = [separator],
            AllowQuoting = isCsv,
            ReadMultilines = isCsv,
            Columns =
            [
                new TextLoader.Column(nameof(LabeledText.Text), DataKind.String, Find(file, header, textColumn, TextNames, "--text")),
                new TextLoader.Column(nameof(LabeledText.Label), DataKind.String, Find(file, header, labelColumn, LabelNames, "--label")),
            ],
        });
    }

    private static int Find(FileInfo file, string[] header, string? wanted, string[] usual, string option)
    {
        var names = wanted is null ? usual : [wanted];
        var index = Array.FindIndex(header, name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new ArgumentException($"{file.Name} has the columns {string.Join(", ", header)}; none is {(wanted is null ? "a usual name" : $"called {wanted}")}. Name one with {option}.");
    }
}
