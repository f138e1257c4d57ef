namespace MLNet.Compression.Chains;

/// <summary>The text model that is meant where a chain is named.</summary>
internal static class OneTextModel
{
    /// <summary>The only one of those found.</summary>
    /// <param name="found">The text models of the chain.</param>
    /// <param name="links">The names of all that the chain is made of.</param>
    /// <param name="parameter">The name of the parameter that the chain was given as.</param>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public static T Of<T>(IEnumerable<T> found, IEnumerable<string> links, string parameter)
        where T : class => found.ToList() switch
        {
            [var one] => one,
            [] => throw new ArgumentException($"There is no text model in the chain; it is made of {Join(links)}. Append TextClassification, TextRegression or Distillation to it first.", parameter),
            var several => throw new ArgumentException(
                $"There are {several.Count} text models in the chain, which is made of {Join(links)}: name the one that is meant by itself, before it goes into the chain.", parameter),
        };

    private static string Join(IEnumerable<string> links) => links.ToList() is { Count: > 0 } names ? string.Join(", ", names) : "nothing";
}
