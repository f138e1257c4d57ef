using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>In 8 bits with a scale for each output, inputs rounded as they come: DynamicQuantizeMatMul, DynamicQuantizeLinear and QAttention.</summary>
internal sealed class Int8Products : IGraphProducts
{
    public string Linear(GraphBuilder graph, string x, LinearWeights weights, string name, bool addsBias)
    {
        var (weight, scale, zero) = Weight(graph, weights.Weight, name);
        string[] operands = [x, weight, scale, zero];
        return graph.Node("DynamicQuantizeMatMul", GraphBuilder.Fused, addsBias ? [.. operands, graph.Bias(weights, name)] : operands, name);
    }

    public string Attention(GraphBuilder graph, string x, LinearWeights weights, int heads, string mask, string name)
    {
        var (weight, scale, zero) = Weight(graph, weights.Weight, name);
        string[] rounded = [$"{name}/x", $"{name}/x scale", $"{name}/x zero"];
        graph.Node("DynamicQuantizeLinear", "", [x], rounded);
        string[] inputs = [rounded[0], weight, graph.Bias(weights, name), rounded[1], scale, mask, rounded[2], zero];
        return graph.Node("QAttention", GraphBuilder.Fused, inputs, name, GraphBuilder.Attribute("num_heads", heads));
    }

    private static (string Weight, string Scale, string Zero) Weight(GraphBuilder graph, WeightMatrix matrix, string name)
    {
        var (outputs, inputs) = (matrix.Rows, matrix.Columns);
        var int8 = Int8Matrix.Encode(GraphWeights.Of(matrix), outputs, inputs);
        var (row, transposed) = (new sbyte[inputs], new sbyte[outputs * inputs]);
        for (var output = 0; output < outputs; output++)
        {
            int8.CopyIntegers(output, row);
            for (var input = 0; input < inputs; input++)
            {
                transposed[(input * outputs) + output] = row[input];
            }
        }

        return (
            graph.Weight<sbyte>($"{name}/weight", transposed, inputs, outputs),
            graph.Weight($"{name}/weight scale", int8.Scales, outputs),
            graph.Weight<sbyte>($"{name}/weight zero", new sbyte[outputs], outputs));
    }
}
