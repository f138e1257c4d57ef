using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Models;

/// <summary>The names that Hugging Face gives to outputs without one.</summary>
internal static class LabelNaming
{
    /// <summary>"LABEL_0", "LABEL_1", ...</summary>
    public static ImmutableArray<string> Numbered(int labels) => [.. Enumerable.Range(0, labels).Select(label => $"LABEL_{label}")];
}
