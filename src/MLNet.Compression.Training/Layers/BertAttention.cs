using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>The first half of a transformer layer (Devlin et al. 2019): self-attention, followed by add and norm. Without heads it attends to nothing and gives the output's bias.</summary>
internal sealed class BertAttention
{
    private readonly LayerShape _shape;

    /// <param name="shape">The encoder.</param>
    /// <param name="layer">The first layer that uses it.</param>
    public BertAttention(BertShape shape, int layer)
    {
        _shape = shape.Layers[layer];
        var prefix = $"encoder.layer.{layer}.attention.";
        QueryKeyValue = new Linear(prefix + "self.query_key_value", 3 * _shape.AttentionSize, shape.HiddenSize);
        Output = new Linear(prefix + "output.dense", shape.HiddenSize, _shape.AttentionSize);
        Norm = new LayerNorm(prefix + "output.LayerNorm", shape.HiddenSize, shape.LayerNormEpsilon);
    }

    public int Heads => _shape.Heads;

    /// <summary>Queries, keys and values as one product: rows [0, a) make queries, [a, 2a) keys, [2a, 3a) values, a = heads x head size.</summary>
    public Linear QueryKeyValue { get; }

    public Linear Output { get; }

    public LayerNorm Norm { get; }

    public IEnumerable<Parameter> Parameters => [.. QueryKeyValue.Parameters, .. Output.Parameters, .. Norm.Parameters];

    /// <param name="tape">The pass.</param>
    /// <param name="input">[tokens x hidden size].</param>
    /// <param name="layout">The sequences and heads.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <param name="wantScores">Whether to keep the raw attention scores.</param>
    /// <param name="wantQueryKeyValue">Whether to keep the queries, keys and values.</param>
    /// <returns>The normalised sum [tokens x hidden size], and the scores and the queries, keys and values if wanted; null where there are no heads.</returns>
    public (Tensor Hidden, Tensor? Scores, Tensor? QueryKeyValue) Forward(
        Tape tape, Tensor input, AttentionLayout layout, DropoutRates dropout, bool wantScores, bool wantQueryKeyValue)
    {
        var (attended, scores, queryKeyValue) = Heads > 0
            ? Attend(tape, input, layout, dropout, wantScores, wantQueryKeyValue)
            : (Output.ForwardBias(tape, input.Rows), null, null);
        var normalized = Norm.Forward(tape, attended, residual: input, dropout.Hidden);
        tape.FreeUnlessTraining(attended);
        return (normalized, scores, queryKeyValue);
    }

    private (Tensor Attended, Tensor? Scores, Tensor? QueryKeyValue) Attend(
        Tape tape, Tensor input, AttentionLayout layout, DropoutRates dropout, bool wantScores, bool wantQueryKeyValue)
    {
        var queryKeyValue = QueryKeyValue.Forward(tape, input);
        var (context, scores) = AttentionOperation.Apply(tape, queryKeyValue, layout, _shape.HeadSize, dropout.Attention, wantScores);
        if (!wantQueryKeyValue)
        {
            tape.FreeUnlessTraining(queryKeyValue);
        }

        var attended = Output.Forward(tape, context);
        tape.FreeUnlessTraining(context);
        return (attended, scores, wantQueryKeyValue ? queryKeyValue : null);
    }
}
