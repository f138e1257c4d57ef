namespace MLNet.Compression.Training.Quantization;

/// <summary>What is wrong with a plan, and the remedy.</summary>
internal static class PlanCheck
{
    /// <summary>What is wrong with it whatever the model; a sentence for each fault.</summary>
    public static IEnumerable<string> FaultsOf(QuantizationPlan plan)
    {
        var words = plan.Parts.First().Name;
        foreach (var (name, scheme) in plan.Parts)
        {
            if (scheme is null)
            {
                yield return $"there is no scheme for {name}: give one, such as {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Int8)}.";
            }
            else if (scheme.IsForWords && name != words)
            {
                yield return $"{name} can't be {scheme}, which is for word embeddings alone: choose another one, such as {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Int8)}.";
            }
        }

        if (plan.BiasesAndNorms is not (null or Float16Scheme))
        {
            yield return $"{QuantizationPlan.VectorsName} can't be {plan.BiasesAndNorms}: choose {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Float16)}, or null for fp32.";
        }
    }

    /// <summary>Why a model can't be rounded so; null where it can.</summary>
    public static string? FaultFor(QuantizationPlan plan, BertShape shape)
    {
        if ((plan.WordEmbeddings.InputClip ?? plan.OtherTables.InputClip) is { } clip)
        {
            return $"Embeddings are looked up and have no inputs that {clip} could be for: give them the scheme of the weights alone.";
        }

        foreach (var layer in plan.Layers)
        {
            if (layer.Layer >= shape.Layers.Length)
            {
                return $"There is no layer {layer.Layer} to be rounded differently: the model has {shape.Layers.Length}, counted from 0.";
            }

            var attention = !layer.NamesAttention ? layer.Layer : shape.AttentionSource(layer.Layer);
            var first = Math.Min(attention, !layer.NamesFeedForward ? layer.Layer : shape.FeedForwardSource(layer.Layer));
            if (first < layer.Layer)
            {
                return $"Layer {layer.Layer} has the weights of layer {first}, and can't be rounded differently: name layer {first} in its place.";
            }
        }

        return plan.WordEmbeddings.FaultFor(shape.VocabularySize, shape.EmbeddingSize);
    }
}
