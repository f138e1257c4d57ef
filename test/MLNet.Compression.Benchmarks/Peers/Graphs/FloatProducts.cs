using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>In fp32: MatMul, Add and Attention.</summary>
internal sealed class FloatProducts : IGraphProducts
{
    public string Linear(GraphBuilder graph, string x, LinearWeights weights, string name, bool addsBias)
    {
        string[] operands = [x, Weight(graph, weights, name)];
        return addsBias
            ? graph.Node("Add", "", [graph.Node("MatMul", "", operands, $"{name}/product"), graph.Bias(weights, name)], name)
            : graph.Node("MatMul", "", operands, name);
    }

    public string Attention(GraphBuilder graph, string x, LinearWeights weights, int heads, string mask, string name) =>
        graph.Node("Attention", GraphBuilder.Fused, [x, Weight(graph, weights, name), graph.Bias(weights, name), mask], name, GraphBuilder.Attribute("num_heads", heads));

    private static string Weight(GraphBuilder graph, LinearWeights weights, string name) =>
        graph.Weight<float>($"{name}/weight", GraphWeights.Transposed(weights.Weight), weights.Weight.Columns, weights.Weight.Rows);
}
