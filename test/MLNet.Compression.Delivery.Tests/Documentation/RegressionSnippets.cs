using Microsoft.ML;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>The variables of snippets that ask for regression: pairs of texts, and how alike they are.</summary>
public static class RegressionSnippets
{
    /// <summary>The context.</summary>
    public static MLContext ml { get; } = new(seed: 1);

    /// <summary>Pairs.</summary>
    public static IDataView train => ml.Data.LoadFromEnumerable(Enumerable.Range(0, 8).Select(i => new
    {
        First = $"the film has {i} scenes",
        Second = i % 3 == 0 ? "there are scenes in the film" : "nobody saw it",
        Label = i % 3 == 0 ? 5f : 1f,
    }));

    /// <summary>The same.</summary>
    public static IDataView data => train;

    /// <summary>The same.</summary>
    public static IDataView test => train;
}
