namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>What a snippet finds around it.</summary>
/// <param name="Usings">Using directives: namespaces, and the class whose members the snippet takes as its variables.</param>
/// <param name="MayUse">Which assemblies it may use, by name.</param>
internal sealed record SnippetSetting(string Usings, Func<string, bool> MayUse)
{
    private static readonly SnippetSetting _classification = new(WithMlNet(typeof(ClassificationSnippets)), _ => true);
    private static readonly SnippetSetting _regression = new(WithMlNet(typeof(RegressionSnippets)), _ => true);
    private static readonly SnippetSetting _entities = new(WithMlNet(typeof(EntitySnippets)), _ => true);
    private static readonly SnippetSetting _labels = new(WithMlNet(typeof(MultiLabelSnippets)), _ => true);
    private static readonly SnippetSetting _runtime = new("", name => !name.StartsWith("Microsoft.ML", StringComparison.Ordinal) && name is not ("MLNet.Compression" or "MLNet.Compression.Training"));

    /// <summary>The setting that a snippet asks for behind its language; classification where it asks for none.</summary>
    public static SnippetSetting Of(CodeFence snippet) =>
        snippet.Says("regression") ? _regression
        : snippet.Says("entities") ? _entities
        : snippet.Says("labels") ? _labels
        : snippet.Says("runtime") ? _runtime
        : _classification;

    private static string WithMlNet(Type variables) => $"""
        global using Microsoft.ML;
        global using Microsoft.ML.Data;
        global using MLNet.Compression;
        global using {typeof(SnippetSetting).Namespace!.Replace("Documentation", "Support", StringComparison.Ordinal)};
        global using static {variables.FullName};
        """;
}
