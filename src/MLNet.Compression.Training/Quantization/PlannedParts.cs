using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Quantization;

/// <summary>The parts of a model with what a plan says of each.</summary>
internal static class PlannedParts
{
    /// <summary>The linear layers, each once, in order of use.</summary>
    public static IEnumerable<(Linear Linear, QuantizationScheme Scheme)> Linears(TextModel model, QuantizationPlan plan)
    {
        if (model.Encoder.Embeddings.Projection is { } projection)
        {
            yield return (projection, plan.Projection);
        }

        HashSet<Linear> seen = [];
        foreach (var (index, layer) in model.Encoder.Layers.Index())
        {
            var schemes = plan.FullOf(index);
            foreach (var linear in layer.Matrices.Where(seen.Add))
            {
                yield return (linear, SchemeOf(linear, layer, schemes));
            }
        }

        if (model.Head.Pooler is { } pooler)
        {
            yield return (pooler, plan.Pooler);
        }

        if (model.Head.Classifier is { } classifier)
        {
            yield return (classifier, plan.Classifier);
        }
    }

    private static QuantizationScheme SchemeOf(Linear linear, BertLayer layer, LayerQuantization schemes) =>
        (ReferenceEquals(linear, layer.QueryKeyValue) ? schemes.QueryKeyValue
        : ReferenceEquals(linear, layer.AttentionOutput) ? schemes.AttentionOutput
        : ReferenceEquals(linear, layer.Intermediate) ? schemes.Intermediate
        : schemes.Output)!;

    /// <summary>The embedding tables, words first.</summary>
    public static IEnumerable<(Parameter Table, QuantizationScheme Scheme)> Tables(TextModel model, QuantizationPlan plan)
    {
        var words = model.Encoder.Embeddings.Words;
        return model.Encoder.Embeddings.Tables.Select(table => (table, ReferenceEquals(table, words) ? plan.WordEmbeddings : plan.OtherTables));
    }
}
