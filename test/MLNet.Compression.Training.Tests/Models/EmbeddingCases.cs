using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Embedding models of every kind.</summary>
internal static class EmbeddingCases
{
    private static readonly BertShape _layers = TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 24);

    public static IEnumerable<TestCaseData> All =>
    [
        Case(_layers with { Pooler = PoolerKind.Mean }, HeadKind.Embedding, null, "mean"),
        Case(_layers with { Pooler = PoolerKind.Mean }, HeadKind.UnitEmbedding, 20, "mean, linear layer, unit length"),
        Case(_layers with { Pooler = PoolerKind.None }, HeadKind.UnitEmbedding, null, "first token, unit length"),
        Case(_layers with { Pooler = PoolerKind.None }, HeadKind.Embedding, 16, "first token, linear layer"),
        Case(_layers with { Pooler = PoolerKind.Tanh }, HeadKind.UnitEmbedding, 7, "pooler, linear layer, unit length"),
        Case(_layers with { Pooler = PoolerKind.Tanh }, HeadKind.Embedding, null, "pooler"),
        Case(TinyModels.StaticShape(10), HeadKind.UnitEmbedding, null, "static, unit length"),
        Case(TinyModels.StaticShape(10, hidden: 6), HeadKind.Embedding, 12, "static, hidden layer, linear layer"),
    ];

    /// <summary>A model whose vectors differ from text to text.</summary>
    public static TextModel Create(BertShape shape, HeadKind head, int? dense = null, int seed = 1)
    {
        var model = TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, head, dense);
        foreach (var parameter in model.Parameters)
        {
            var noise = Passes.Numbers((int)parameter.Count, seed);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] = ((parameter.UsedRows is null ? 1 : 5) * parameter.ValueSpan[i]) + (0.05f * noise[i]);
            }
        }

        return model;
    }

    private static TestCaseData Case(BertShape shape, HeadKind head, int? dense, string name) => new TestCaseData(shape, head, dense).SetArgDisplayNames(name);
}
