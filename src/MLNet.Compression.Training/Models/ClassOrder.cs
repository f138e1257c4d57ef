namespace MLNet.Compression.Training.Models;

/// <summary>The order of a classifier's classes.</summary>
internal static class ClassOrder
{
    /// <summary>For each class the place of its name among others; null where these are not the same names, each once, or none.</summary>
    /// <param name="names">The names in the order that they have.</param>
    /// <param name="classes">The names in the order that they are to have.</param>
    public static int[]? Find(IReadOnlyList<string> names, IReadOnlyList<string> classes)
    {
        if (names.Count == 0 || names.Count != classes.Count || classes.Distinct(StringComparer.Ordinal).Count() != classes.Count)
        {
            return null;
        }

        var places = names.Select((name, place) => (name, place)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        int[] order = [.. classes.Select(name => places.GetValueOrDefault(name, -1))];
        return order.Contains(-1) ? null : order;
    }

    /// <summary>A model of the same predictions with its classes in another order.</summary>
    /// <param name="model">A classifier; not changed.</param>
    /// <param name="indices">For each class in its new place the place that it has now; each place once.</param>
    /// <exception cref="ArgumentException">The indices are no order of the classes.</exception>
    public static TextModel Apply(TextModel model, IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(indices);
        if (!indices.Order().SequenceEqual(Enumerable.Range(0, model.Labels.Count)))
        {
            throw new ArgumentException($"[{string.Join(", ", indices)}] is no order of {model.Labels.Count} classes.", nameof(indices));
        }

        var ordered = TextModelCopy.Of(model, [.. indices.Select(index => model.Labels[index])]);
        var (from, to) = (model.Head.Classifier!, ordered.Head.Classifier!);
        var width = from.Weight.Columns;
        for (var i = 0; i < indices.Count; i++)
        {
            from.Weight.ValueSpan.Slice(indices[i] * width, width).CopyTo(to.Weight.ValueSpan[(i * width)..]);
            to.Bias.ValueSpan[i] = from.Bias.ValueSpan[indices[i]];
        }

        ordered.NewTensors = model.NewTensors;
        return ordered;
    }
}
