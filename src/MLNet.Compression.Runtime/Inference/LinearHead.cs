using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A linear layer: the classes of a token, or how well an answer would start and end with it (Devlin et al. 2019, sections 4.2 and 5.3).</summary>
internal sealed class LinearHead(LinearWeights weights) : ITokenHead
{
    private readonly LinearLayer _classifier = new(weights);

    public int Outputs => _classifier.Outputs;

    public MatrixView Forward(MatrixView states, Workspace workspace)
    {
        var logits = workspace.Logits(states.Rows, Outputs);
        _classifier.Forward(states, workspace.Integers, logits);
        return logits;
    }
}
