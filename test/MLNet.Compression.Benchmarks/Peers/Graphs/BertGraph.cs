using MLNet.Compression.Runtime.Models;
using Onnx;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>A BERT classifier as the graph that ONNX Runtime's transformer optimiser makes of it, with free batch and length.</summary>
/// <remarks>
/// EmbedLayerNormalization; for each layer attention, SkipLayerNormalization, the feed-forward network with BiasGelu, and
/// SkipLayerNormalization; then the first token's state, tanh, and the classifier in fp32. Tables of the embeddings are fp32 in both kinds.
/// </remarks>
internal sealed class BertGraph
{
    private readonly GraphBuilder _graph = new();
    private readonly CompressedModel _model;
    private readonly IGraphProducts _products;

    private BertGraph(CompressedModel model, IGraphProducts products) => (_model, _products) = (model, products);

    private AttributeProto Epsilon => GraphBuilder.Attribute("epsilon", _model.Shape.LayerNormEpsilon);

    /// <summary>Writes a model.</summary>
    /// <param name="model">A classifier.</param>
    /// <param name="products">How its layers multiply.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="NotSupportedException">The model is not of the kind that the operators are for.</exception>
    public static void Write(CompressedModel model, IGraphProducts products, string path)
    {
        var shape = model.Shape;
        if (shape.IsStatic || shape.HasEmbeddingProjection || shape.TokenTypes == 0 || shape.Activation != ActivationFunction.Gelu || shape.Pooler != PoolerKind.Tanh)
        {
            throw new NotSupportedException("Only models with layers, token types, embeddings as wide as layers, GELU and a tanh pooler have graphs of fused operators.");
        }

        new BertGraph(model, products).Write(path);
    }

    private void Write(string path)
    {
        var (x, mask) = Embed();
        for (var layer = 0; layer < _model.Layers.Count; layer++)
        {
            x = Layer(x, mask, _model.Layers[layer], _model.Shape.Layers[layer].Heads, $"layer {layer}");
        }

        Classify(x);
        _graph.Save(path);
    }

    private (string X, string Mask) Embed()
    {
        var embeddings = _model.Embeddings;
        string[] inputs =
        [
            _graph.Tokens("ids"),
            _graph.Tokens("types"),
            _graph.Table("words", embeddings.Words),
            _graph.Table("positions", embeddings.Positions!),
            _graph.Table("token types", embeddings.TokenTypes!),
            .. Norm("embeddings", embeddings.Norm!),
            _graph.Tokens("mask"),
        ];
        _graph.Node("EmbedLayerNormalization", GraphBuilder.Fused, inputs, ["embeddings", "lengths"], Epsilon);
        return ("embeddings", "lengths");
    }

    private string Layer(string x, string mask, LayerWeights weights, int heads, string name)
    {
        var (attention, feedForward) = (weights.Attention, weights.FeedForward);
        var context = _products.Attention(_graph, x, attention.QueryKeyValue, heads, mask, $"{name}/attention");
        var output = _products.Linear(_graph, context, attention.Output, $"{name}/attention output", addsBias: true);
        x = Add(output, x, attention.Norm, $"{name}/attention norm");
        var inner = _products.Linear(_graph, x, feedForward.Intermediate, $"{name}/intermediate", addsBias: false);
        inner = _graph.Node("BiasGelu", GraphBuilder.Fused, [inner, _graph.Bias(feedForward.Intermediate, $"{name}/intermediate")], $"{name}/gelu");
        output = _products.Linear(_graph, inner, feedForward.Output, $"{name}/output", addsBias: true);
        return Add(output, x, feedForward.Norm, $"{name}/norm");
    }

    private string Add(string output, string x, LayerNormWeights norm, string name) =>
        _graph.Node("SkipLayerNormalization", GraphBuilder.Fused, [output, x, .. Norm(name, norm)], name, Epsilon);

    private string[] Norm(string name, LayerNormWeights norm) => [_graph.Vector($"{name}/scale", norm.Scale), _graph.Vector($"{name}/shift", norm.Shift)];

    private void Classify(string x)
    {
        var first = _graph.Node("Gather", "", [x, _graph.Weight<long>("first token", [0])], "first state", GraphBuilder.Attribute("axis", 1));
        var pooled = _graph.Node("Tanh", "", [Gemm(first, _model.Pooler!, "pooler")], "pooled");
        _graph.Result(Gemm(pooled, _model.Classifier!, "logits"), _model.Classifier!.Weight.Rows);
    }

    private string Gemm(string x, LinearWeights weights, string name) =>
        _graph.Node("Gemm", "", [x, _graph.Table($"{name}/weight", weights.Weight), _graph.Bias(weights, name)], name, GraphBuilder.Attribute("transB", 1));
}
