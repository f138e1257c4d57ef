using System.Runtime.InteropServices;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What a scorer does with the matrices and tables of a model for one text: of the last layer only the first token is computed where the head reads no other, and shared layers are used several times.</summary>
internal static class WeightUses
{
    private static readonly WeightUse _allTokens = new(1, 0);
    private static readonly WeightUse _oneToken = new(0, 1);

    /// <summary>Keys and values of all tokens, the query of one.</summary>
    private static readonly WeightUse _lastProjection = new(2.0 / 3, 1.0 / 3);

    /// <summary>Of every matrix and table.</summary>
    public static IReadOnlyDictionary<Parameter, WeightUse> Of(TextModel model)
    {
        var uses = model.Encoder.Embeddings.Tables.ToDictionary(table => table, _ => new WeightUse(1, 0, IsLookedUp: true));
        Add(model.Encoder.Embeddings.Projection, _allTokens);
        foreach (var (i, layer) in model.Encoder.Layers.Index())
        {
            var isLast = i == model.Encoder.Layers.Count - 1 && !model.Head.ReadsAllTokens;
            Add(layer.QueryKeyValue, isLast ? _lastProjection : _allTokens);
            foreach (var linear in new[] { layer.AttentionOutput, layer.Intermediate, layer.Output })
            {
                Add(linear, isLast ? _oneToken : _allTokens);
            }
        }

        foreach (var linear in model.Head.Linears)
        {
            Add(linear, model.Head.LooksAtTokens ? _allTokens : _oneToken);
        }

        return uses;

        void Add(Linear? linear, WeightUse use)
        {
            if (linear is { HasWeights: true })
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(uses, linear.Weight, out _);
                sum += use;
            }
        }
    }
}
