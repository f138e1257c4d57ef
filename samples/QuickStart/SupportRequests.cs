using Microsoft.ML;

namespace QuickStart;

/// <summary>The built-in data: requests to a shop for home electronics, and the team that should answer each.</summary>
internal static class SupportRequests
{
    public static (IDataView Train, IDataView Test) Load(MLContext ml) => (Read(ml, "support-train.tsv"), Read(ml, "support-test.tsv"));

    private static IDataView Read(MLContext ml, string name)
    {
        using var reader = new StreamReader(typeof(SupportRequests).Assembly.GetManifestResourceStream(name)!);
        reader.ReadLine();
        var rows = new List<LabeledText>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            rows.Add(new LabeledText { Text = fields[0], Label = fields[1] });
        }

        return ml.Data.LoadFromEnumerable(rows);
    }
}
