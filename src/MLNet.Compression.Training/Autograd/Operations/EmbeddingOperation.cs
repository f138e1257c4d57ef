using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[t] = words[id t] + positions[t − start of its sequence] + tokenTypes[type t]. Backward adds dy[t] to the same rows.</summary>
internal sealed class EmbeddingOperation : Operation
{
    private readonly (Parameter Table, int[] Rows)[] _lookups;

    private EmbeddingOperation(Tape tape, TokenBatch batch, (Parameter Table, int[] Rows)[] lookups, RowParametrization? parametrization)
    {
        _lookups = lookups;
        Output = tape.Allocate(batch.TokenCount, lookups[0].Table.Columns);
        tape.Workers.For(batch.TokenCount, token => Sum(token, parametrization));
    }

    public override Tensor Output { get; }

    public static Tensor Apply(
        Tape tape, TokenBatch batch, Parameter words, Parameter positions, Parameter? tokenTypes, RowParametrization? parametrization)
    {
        List<(Parameter, int[])> lookups = [(words, batch.Ids.ToArray()), (positions, PositionsOf(batch))];
        if (tokenTypes is not null)
        {
            lookups.Add((tokenTypes, batch.TokenTypes.ToArray()));
        }

        return tape.Record(new EmbeddingOperation(tape, batch, [.. lookups], parametrization));
    }

    public override void Backward(Tape tape) => tape.Workers.For(_lookups.Length, i => Scatter(_lookups[i].Table, _lookups[i].Rows, tape));

    private void Sum(int token, RowParametrization? parametrization)
    {
        var output = Output.Value.RowSpan(token);
        output.Clear();
        Span<float> row = stackalloc float[output.Length];
        foreach (var (table, rows) in _lookups)
        {
            table.Value.RowSpan(rows[token]).CopyTo(row);
            parametrization?.Apply(row, row);
            TensorPrimitives.Add(output, row, output);
        }
    }

    private void Scatter(Parameter table, int[] rows, Tape tape)
    {
        table.OpenRowGradients(tape.Buffers);
        for (var token = 0; token < rows.Length; token++)
        {
            var target = table.Gradient.RowSpan(rows[token]);
            if (table.UsedRows!.Add(rows[token]))
            {
                Output.Gradient.RowSpan(token).CopyTo(target);
            }
            else
            {
                TensorPrimitives.Add(target, Output.Gradient.RowSpan(token), target);
            }
        }
    }

    private static int[] PositionsOf(TokenBatch batch)
    {
        var positions = new int[batch.TokenCount];
        for (var s = 0; s < batch.SequenceCount; s++)
        {
            for (var token = batch.SequenceStarts[s]; token < batch.SequenceStarts[s + 1]; token++)
            {
                positions[token] = token - batch.SequenceStarts[s];
            }
        }

        return positions;
    }
}
