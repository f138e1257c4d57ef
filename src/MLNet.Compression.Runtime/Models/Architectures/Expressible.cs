namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>Whether an architecture's configuration can say what a model is.</summary>
internal static class Expressible
{
    /// <summary>The first thing that the model lacks for this architecture; null where it lacks nothing.</summary>
    public static string? MissingFor(IArchitecture architecture, BertShape shape, HeadKind head)
    {
        var all = Common(architecture, shape, head).Concat(architecture.Requirements(shape));
        return all.Where(requirement => !requirement.IsMet).Select(requirement => requirement.Needed).FirstOrDefault();
    }

    /// <exception cref="NotSupportedException">The architecture's configuration cannot say what the model is.</exception>
    public static void Require(IArchitecture architecture, ModelSettings settings)
    {
        if (MissingFor(architecture, settings.Shape, settings.Head) is { } needed)
        {
            throw new NotSupportedException($"A Hugging Face folder of model type '{architecture.ModelType}' can only hold a model with {needed}.");
        }
    }

    private static IEnumerable<Requirement> Common(IArchitecture architecture, BertShape shape, HeadKind head)
    {
        if (shape.IsStatic)
        {
            return [new(false, "layers")];
        }

        var needsPooler = head is HeadKind.Sequence or HeadKind.Regression or HeadKind.MultiLabel;
        var sizes = shape.Layers.Select(layer => $"{layer.Heads} heads of {layer.HeadSize} and feed-forward {layer.FeedForwardSize}").Distinct();
        return
        [
            new(shape.Layers.All(layer => layer == shape.Layers[0]), $"layers of one size, not {string.Join("; ", sizes)}"),
            new(shape.Layers[0].AttentionSize == shape.HiddenSize, $"heads that together are as wide as the layers, {shape.HiddenSize}, not {shape.Layers[0].AttentionSize}"),
            new(
                shape.Pooler == architecture.Pooler || (shape.Pooler == PoolerKind.None && !needsPooler),
                $"a pooler of kind {architecture.Pooler}{(!needsPooler ? " or none" : shape.Pooler == PoolerKind.None ? ", as training with Pooling = FirstToken gives it" : "")}"),
        ];
    }
}
