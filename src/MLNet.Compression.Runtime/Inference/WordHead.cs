using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The pieces that may stand at a token (Devlin et al. 2019, section 3.1): a linear layer, the encoder's non-linearity, a layer norm, the word-embedding table.</summary>
internal sealed class WordHead(CompressedModel model, LanguageModelWeights words) : ITokenHead
{
    private readonly LinearLayer _transform = new(model.Classifier!, OutputOperators.Of(model.Shape.Activation, format: default));
    private readonly LayerNorm _norm = new(words.Norm, model.Shape.LayerNormEpsilon);
    private readonly LinearLayer _decoder = new(new LinearWeights(model.Embeddings.Words, words.Bias));

    public int Outputs => _decoder.Outputs;

    public MatrixView Forward(MatrixView states, Workspace workspace)
    {
        var transformed = workspace.Sums(states.Rows, _transform.Outputs);
        _transform.Forward(states, workspace.Integers, transformed);
        var logits = workspace.Logits(states.Rows, Outputs);
        var integers = workspace.Integers.Rows(transformed.Rows, transformed.Columns, _decoder.InputFormat);
        _decoder.Forward(_norm.Forward(transformed, default, integers), logits);
        return logits;
    }
}
