using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What gets a number format of its own in a model: the word embeddings, the other tables together, and each matrix.</summary>
internal static class AllocationParts
{
    /// <summary>In order of use.</summary>
    /// <param name="model">The model.</param>
    /// <param name="allocation">The formats to choose from.</param>
    public static IReadOnlyList<AllocationPart> Of(TextModel model, BitAllocation allocation)
    {
        var embeddings = model.Encoder.Embeddings;
        Parameter[] others = [.. embeddings.Tables.Where(table => !ReferenceEquals(table, embeddings.Words))];
        return
        [
            new("word embeddings", [embeddings.Words], allocation.WordSchemes ?? allocation.Schemes, (plan, scheme) => plan with { WordEmbeddings = scheme }),
            .. others.Length == 0 ? [] : new[] { Part("other tables", others, (plan, scheme) => plan with { OtherTables = scheme }) },
            .. Beside(embeddings.Projection, (plan, scheme) => plan with { Projection = scheme }),
            .. model.Encoder.Layers.SelectMany(MatricesOf).Where(matrix => matrix.Linear.HasWeights).DistinctBy(matrix => matrix.Linear)
                .Select(matrix => Part(matrix.Linear.Name, [matrix.Linear.Weight], (plan, scheme) => plan.ForLayer(matrix.Assign(scheme)))),
            .. Beside(model.Head.Pooler, (plan, scheme) => plan with { Pooler = scheme }),
            .. Beside(model.Head.Classifier, (plan, scheme) => plan with { Classifier = scheme }),
        ];

        AllocationPart Part(string name, IReadOnlyList<Parameter> weights, Func<QuantizationPlan, QuantizationScheme, QuantizationPlan> assign) =>
            new(name, weights, allocation.Schemes, assign);

        IEnumerable<AllocationPart> Beside(Linear? linear, Func<QuantizationPlan, QuantizationScheme, QuantizationPlan> assign) =>
            linear is null ? [] : [Part(linear.Name, [linear.Weight], assign)];
    }

    private static IEnumerable<(Linear Linear, Func<QuantizationScheme, LayerQuantization> Assign)> MatricesOf(BertLayer layer, int index) =>
    [
        (layer.QueryKeyValue, scheme => new(index) { QueryKeyValue = scheme }),
        (layer.AttentionOutput, scheme => new(index) { AttentionOutput = scheme }),
        (layer.Intermediate, scheme => new(index) { Intermediate = scheme }),
        (layer.Output, scheme => new(index) { Output = scheme }),
    ];
}
