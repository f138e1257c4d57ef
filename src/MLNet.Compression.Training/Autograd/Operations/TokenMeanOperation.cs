using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[s] = Σ x[t] / n over the n tokens of sequence s that count, 0 where none does: [tokens x features] to [sequences x features]. Backward adds dy[s] / n to dx[t].</summary>
internal sealed class TokenMeanOperation : Operation
{
    private readonly Tensor _input;
    private readonly int[][] _tokens;

    private TokenMeanOperation(Tape tape, Tensor input, int[][] tokens)
    {
        (_input, _tokens) = (input, tokens);
        Output = tape.Allocate(tokens.Length, input.Columns);
        tape.Workers.For(tokens.Length, Sum);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [tokens x features].</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="counts">Whether a token counts, by its id.</param>
    public static Tensor Apply(Tape tape, Tensor input, TokenBatch batch, Func<int, bool> counts)
    {
        var tokens = new int[batch.SequenceCount][];
        for (var s = 0; s < tokens.Length; s++)
        {
            var chosen = new List<int>();
            for (var token = batch.SequenceStarts[s]; token < batch.SequenceStarts[s + 1]; token++)
            {
                if (counts(batch.Ids[token]))
                {
                    chosen.Add(token);
                }
            }

            tokens[s] = [.. chosen];
        }

        return tape.Record(new TokenMeanOperation(tape, input, tokens));
    }

    public override void Backward(Tape tape)
    {
        var gradient = _input.AddableGradient(tape.Buffers);
        tape.Workers.For(_tokens.Length, sequence =>
        {
            foreach (var token in _tokens[sequence])
            {
                var row = gradient.RowSpan(token);
                TensorPrimitives.MultiplyAdd(Output.Gradient.RowSpan(sequence), 1f / _tokens[sequence].Length, row, row);
            }
        });
    }

    private void Sum(int sequence)
    {
        var mean = Output.Value.RowSpan(sequence);
        mean.Clear();
        foreach (var token in _tokens[sequence])
        {
            TensorPrimitives.Add(mean, _input.Value.RowSpan(token), mean);
        }

        TensorPrimitives.Multiply(mean, 1f / Math.Max(1, _tokens[sequence].Length), mean);
    }
}
