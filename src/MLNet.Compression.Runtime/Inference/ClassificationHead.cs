using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>From the first tokens' states, or a static model's means, to logits: pooler and classifier.</summary>
internal sealed class ClassificationHead(CompressedModel model)
{
    private readonly LinearLayer? _pooler = model.Pooler is null ? null : new LinearLayer(model.Pooler, OutputOperators.Of(model.Shape.Pooler));
    private readonly LinearLayer _classifier = new(model.Classifier!);

    public int Outputs => _classifier.Outputs;

    /// <summary>The form in which the head takes its input.</summary>
    public InputFormat InputFormat => (_pooler ?? _classifier).InputFormat;

    /// <param name="states">[sequences x hidden size]; a static model's means [sequences x embedding size].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <returns>[sequences x labels].</returns>
    public MatrixView Forward(LinearInput states, Workspace workspace)
    {
        var logits = workspace.Logits(states.Tokens, Outputs);
        if (_pooler is null)
        {
            _classifier.Forward(states, logits);
            return logits;
        }

        var pooled = workspace.Sums(states.Tokens, _pooler.Outputs);
        _pooler.Forward(states, pooled);
        _classifier.Forward(pooled, workspace.Integers, logits);
        return logits;
    }
}
