using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[t] = words[id t] + positions[t − start of its sequence] + tokenTypes[type t], of the tables that there are. Backward adds dy[t] to the same rows.</summary>
internal sealed class EmbeddingOperation : Operation
{
    private readonly (Parameter Table, int[] Rows)[] _lookups;

    private EmbeddingOperation(Tape tape, params (Parameter Table, int[] Rows)[] lookups)
    {
        _lookups = lookups;
        Output = tape.Allocate(lookups[0].Rows.Length, lookups[0].Table.Columns);
        tape.Workers.For(Output.Rows, Sum);
    }

    public override Tensor Output { get; }

    /// <summary>Applies the tables' parametrisations, if they have any, to the rows that are used.</summary>
    public static Tensor Apply(Tape tape, TokenBatch batch, Parameter words, Parameter? positions, Parameter? tokenTypes)
    {
        List<(Parameter Table, int[] Rows)> lookups = [(words, batch.Ids.ToArray())];
        if (positions is not null)
        {
            lookups.Add((positions, PositionsOf(batch)));
        }

        if (tokenTypes is not null)
        {
            lookups.Add((tokenTypes, batch.TokenTypes.ToArray()));
        }

        if (lookups.TrueForAll(lookup => lookup.Table.Parametrizations.Count == 0))
        {
            return tape.Record(new EmbeddingOperation(tape, [.. lookups]));
        }

        var effective = lookups.ConvertAll(lookup => EffectiveRows(tape, lookup));
        var sum = SumOperation.Apply(tape, effective);
        effective.ForEach(tape.FreeUnlessTraining);
        return sum;
    }

    public override void Backward(Tape tape) => tape.Workers.For(_lookups.Length, i => Scatter(_lookups[i].Table, _lookups[i].Rows, tape));

    private static Tensor EffectiveRows(Tape tape, (Parameter Table, int[] Rows) lookup)
    {
        var rows = tape.Record(new EmbeddingOperation(tape, lookup));
        foreach (var parametrization in lookup.Table.Parametrizations)
        {
            var raw = rows;
            rows = parametrization.ApplyRows(tape, raw, lookup.Rows);
            tape.FreeUnlessTraining(raw);
        }

        return rows;
    }

    private void Sum(int token)
    {
        var output = Output.Value.RowSpan(token);
        output.Clear();
        foreach (var (table, rows) in _lookups)
        {
            TensorPrimitives.Add(output, table.Value.RowSpan(rows[token]), output);
        }
    }

    private void Scatter(Parameter table, int[] rows, Tape tape)
    {
        if (tape.IsFrozen(table))
        {
            return;
        }

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
