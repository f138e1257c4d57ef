using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Peers.Graphs;

/// <summary>How a graph multiplies by the weights of its layers.</summary>
internal interface IGraphProducts
{
    /// <summary>x Wᵀ + b, or x Wᵀ alone.</summary>
    /// <param name="graph">Receives weights and nodes.</param>
    /// <param name="x">The name of x.</param>
    /// <param name="weights">W and b.</param>
    /// <param name="name">What the result is called; names of weights begin with it.</param>
    /// <param name="addsBias">Whether b is added.</param>
    /// <returns>The name of the result.</returns>
    string Linear(GraphBuilder graph, string x, LinearWeights weights, string name, bool addsBias);

    /// <summary>Projections of x and attention between its tokens, without the output's layer.</summary>
    /// <param name="graph">Receives weights and nodes.</param>
    /// <param name="x">The name of x.</param>
    /// <param name="weights">The projections to queries, keys and values.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="mask">The name of the texts' lengths.</param>
    /// <param name="name">What the result is called; names of weights begin with it.</param>
    /// <returns>The name of the result.</returns>
    string Attention(GraphBuilder graph, string x, LinearWeights weights, int heads, string mask, string name);
}
