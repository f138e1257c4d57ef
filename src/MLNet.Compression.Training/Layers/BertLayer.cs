using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>One transformer layer (Devlin et al. 2019): self-attention and a feed-forward network, each followed by add and norm.</summary>
internal sealed class BertLayer
{
    private readonly LayerShape _shape;
    private readonly ActivationFunction _activation;

    public BertLayer(BertShape shape, int layer)
    {
        _shape = shape.Layers[layer];
        _activation = shape.Activation;
        var prefix = $"encoder.layer.{layer}.";
        QueryKeyValue = new Linear(prefix + "attention.self.query_key_value", 3 * _shape.AttentionSize, shape.HiddenSize);
        AttentionOutput = new Linear(prefix + "attention.output.dense", shape.HiddenSize, _shape.AttentionSize);
        AttentionNorm = new LayerNorm(prefix + "attention.output.LayerNorm", shape.HiddenSize, shape.LayerNormEpsilon);
        Intermediate = new Linear(prefix + "intermediate.dense", _shape.FeedForwardSize, shape.HiddenSize);
        Output = new Linear(prefix + "output.dense", shape.HiddenSize, _shape.FeedForwardSize);
        OutputNorm = new LayerNorm(prefix + "output.LayerNorm", shape.HiddenSize, shape.LayerNormEpsilon);
    }

    public int Heads => _shape.Heads;

    /// <summary>Queries, keys and values as one product: rows [0, a) make queries, [a, 2a) keys, [2a, 3a) values, a = heads x head size.</summary>
    public Linear QueryKeyValue { get; }

    public Linear AttentionOutput { get; }

    public LayerNorm AttentionNorm { get; }

    public Linear Intermediate { get; }

    public Linear Output { get; }

    public LayerNorm OutputNorm { get; }

    /// <summary>The matrices that hold nearly all of the weights, in order of use.</summary>
    public IEnumerable<Linear> Matrices => [QueryKeyValue, AttentionOutput, Intermediate, Output];

    public IEnumerable<Parameter> Parameters =>
        [.. QueryKeyValue.Parameters, .. AttentionOutput.Parameters, .. AttentionNorm.Parameters, .. Intermediate.Parameters, .. Output.Parameters, .. OutputNorm.Parameters];

    /// <param name="tape">The pass.</param>
    /// <param name="input">[tokens x hidden size].</param>
    /// <param name="layout">The sequences and heads.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <param name="wantScores">Whether to keep the raw attention scores.</param>
    /// <param name="wantQueryKeyValue">Whether to keep the queries, keys and values.</param>
    /// <returns>The hidden states [tokens x hidden size], and the scores and the queries, keys and values if wanted.</returns>
    public (Tensor Hidden, Tensor? Scores, Tensor? QueryKeyValue) Forward(
        Tape tape, Tensor input, AttentionLayout layout, DropoutRates dropout, bool wantScores, bool wantQueryKeyValue)
    {
        var queryKeyValue = QueryKeyValue.Forward(tape, input);
        var (context, scores) = AttentionOperation.Apply(tape, queryKeyValue, layout, _shape.HeadSize, dropout.Attention, wantScores);
        if (!wantQueryKeyValue)
        {
            tape.FreeUnlessTraining(queryKeyValue);
        }

        var attended = AttentionOutput.Forward(tape, context);
        var normalized = AttentionNorm.Forward(tape, attended, residual: input, dropout.Hidden);
        tape.FreeUnlessTraining(context);
        tape.FreeUnlessTraining(attended);
        var activated = Intermediate.Forward(tape, normalized, _activation, Output);
        var output = Output.Forward(tape, activated);
        tape.FreeUnlessTraining(activated);
        var hidden = OutputNorm.Forward(tape, output, residual: normalized, dropout.Hidden);
        tape.FreeUnlessTraining(output);
        tape.FreeUnlessTraining(normalized);
        return (hidden, scores, wantQueryKeyValue ? queryKeyValue : null);
    }
}
