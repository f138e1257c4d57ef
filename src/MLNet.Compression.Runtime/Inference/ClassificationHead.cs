using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>From the first tokens' states to logits: pooler and classifier.</summary>
internal sealed class ClassificationHead(CompressedModel model)
{
    private readonly LinearLayer? _pooler = model.Pooler is null ? null : new LinearLayer(model.Pooler, OutputOperators.Of(model.Shape.Pooler));
    private readonly LinearLayer _classifier = new(model.Classifier);

    public int Outputs => _classifier.Outputs;

    /// <param name="states">[sequences x hidden size].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <returns>[sequences x labels].</returns>
    public MatrixView Forward(MatrixView states, Workspace workspace)
    {
        var pooled = states;
        if (_pooler is not null)
        {
            pooled = workspace.Sums(states.Rows, states.Columns);
            _pooler.Forward(states, workspace.Integers, pooled);
        }

        var logits = workspace.Logits(states.Rows, Outputs);
        _classifier.Forward(pooled, workspace.Integers, logits);
        return logits;
    }
}
