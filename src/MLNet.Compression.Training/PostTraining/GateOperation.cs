using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>y = x with a gate g = 1 at the features of each unit, for each sequence its own: ∂L/∂g = Σ over the tokens and features of x ∘ dy; dx = dy.</summary>
internal sealed class GateOperation : Operation
{
    private readonly Tensor _input;
    private readonly AttentionLayout _sequences;
    private readonly UnitSlopes _slopes;
    private readonly int _firstRow;

    private GateOperation(Tape tape, Tensor input, AttentionLayout sequences, UnitSlopes slopes, int firstRow)
    {
        (_input, _sequences, _slopes, _firstRow) = (input, sequences, slopes, firstRow);
        Output = tape.Allocate(input.Rows, input.Columns);
        input.ValueSpan.CopyTo(Output.ValueSpan);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [tokens x features].</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="slopes">Receives ∂L/∂g of each sequence and unit in the backward pass.</param>
    /// <param name="firstRow">The row there of the first sequence.</param>
    public static Tensor Apply(Tape tape, Tensor input, AttentionLayout sequences, UnitSlopes slopes, int firstRow) =>
        tape.Record(new GateOperation(tape, input, sequences, slopes, firstRow));

    public override void Backward(Tape tape)
    {
        tape.WriteGradient(_input, gradient => Output.GradientSpan.CopyTo(gradient.AsSpan()));
        tape.Workers.For(_sequences.SequenceCount, AddSequence);
    }

    private void AddSequence(int sequence)
    {
        var features = new double[_input.Columns];
        for (var token = 0; token < _sequences.LengthOf(sequence); token++)
        {
            var values = _input.Value.RowSpan(_sequences.StartOf(sequence) + token);
            var gradients = Output.Gradient.RowSpan(_sequences.StartOf(sequence) + token);
            for (var feature = 0; feature < features.Length; feature++)
            {
                features[feature] += (double)values[feature] * gradients[feature];
            }
        }

        var slopes = _slopes.OfRow(_firstRow + sequence);
        var width = features.Length / slopes.Length;
        for (var unit = 0; unit < slopes.Length; unit++)
        {
            var sum = 0.0;
            foreach (var feature in features.AsSpan(unit * width, width))
            {
                sum += feature;
            }

            slopes[unit] = (float)sum;
        }
    }
}
