using QuickStart.Tables;

namespace QuickStart;

/// <summary>The built-in data: requests to a shop for home electronics, and the team that should answer each.</summary>
internal static class SupportRequests
{
    public static IReadOnlyList<LabeledText> Train => Read("support-train.tsv");

    public static IReadOnlyList<LabeledText> Test => Read("support-test.tsv");

    private static IReadOnlyList<LabeledText> Read(string name) =>
        LabeledTable.Read(Table.Read(name, () => typeof(SupportRequests).Assembly.GetManifestResourceStream(name)!), textColumn: null, labelColumn: null);
}
