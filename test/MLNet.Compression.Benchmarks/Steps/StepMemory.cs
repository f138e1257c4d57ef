namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>What a training step needs on paper, in bytes.</summary>
/// <param name="test">The step.</param>
internal sealed class StepMemory(TrainingCase test)
{
    private readonly BertShape _shape = test.Shape;

    /// <summary>All weights: values and the two moments.</summary>
    public long WeightsAndMoments => 3 * sizeof(float) * ((long)(_shape.VocabularySize + _shape.MaxPositions + _shape.TokenTypes) * _shape.HiddenSize + Dense);

    /// <summary>The gradients of all weights; the tables' too, which are held whole though few rows are used.</summary>
    public long Gradients => WeightsAndMoments / 3;

    /// <summary>What the backward pass reads: of each token all vectors between the embeddings' sum and the last layer's output, and the attention probabilities.</summary>
    public long Activations => sizeof(float) * test.TokensPerStep * (3L * _shape.HiddenSize + _shape.Layers.Sum(PerToken));

    public long Total => WeightsAndMoments + Gradients + Activations;

    private long Dense => (long)TrainingCase.LinearWeights(_shape) + ((long)_shape.HiddenSize * _shape.HiddenSize);

    // Query, key, value, context; two sums and two norms; before and after the activation; probabilities of each head.
    private long PerToken(LayerShape layer) => (4L * layer.AttentionSize) + (4L * _shape.HiddenSize) + (2L * layer.FeedForwardSize) + ((long)layer.Heads * test.Tokens);
}
