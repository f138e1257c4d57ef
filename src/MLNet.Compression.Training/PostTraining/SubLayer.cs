using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// A half of a layer, y = LN(s), s = x + z Wᵀ + b, whose units can be removed. z [tokens x features] is made of x; each unit, a head or a
/// feed-forward neuron, gives as many neighbouring features of it.
/// </summary>
internal abstract class SubLayer
{
    /// <summary>Its layer, from 0.</summary>
    public abstract int Layer { get; }

    /// <summary>Number of units.</summary>
    public abstract int Units { get; }

    /// <summary>W and b.</summary>
    public abstract Linear Output { get; }

    /// <summary>LN.</summary>
    public abstract LayerNorm Norm { get; }

    /// <summary>Features of z that a unit gives.</summary>
    public int UnitWidth => Output.Weight.Columns / Units;

    /// <summary>Multiply-adds that a unit costs a token.</summary>
    /// <param name="tokens">Tokens of a sequence, where units compare tokens; 0 to count weights alone.</param>
    public abstract long CostOfUnit(int tokens);

    /// <summary>z.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="input">x [tokens x hidden size].</param>
    /// <param name="layouts">The sequences.</param>
    public abstract Tensor Features(Tape tape, Tensor input, AttentionLayouts layouts);

    /// <summary>s.</summary>
    /// <param name="tape">A pass that records nothing.</param>
    /// <param name="input">x [tokens x hidden size].</param>
    /// <param name="features">z [tokens x features].</param>
    public Tensor Sum(Tape tape, Tensor input, Tensor features)
    {
        var sum = Output.Forward(tape, features);
        Kernels.Elementwise.VectorKernel.Add(sum.ValueSpan, input.ValueSpan, sum.ValueSpan, tape.Workers);
        return sum;
    }

    /// <summary>Makes all weights of the units that are not kept zero.</summary>
    /// <param name="kept">Whether each unit is kept [units].</param>
    public void Clear(bool[] kept)
    {
        for (var unit = 0; unit < kept.Length; unit++)
        {
            if (!kept[unit])
            {
                ClearInputs(unit);
                for (var row = 0; row < Output.Weight.Rows; row++)
                {
                    Output.Weight.Value.RowSpan(row).Slice(unit * UnitWidth, UnitWidth).Clear();
                }
            }
        }
    }

    /// <summary>Makes the weights zero that a unit's features are made with.</summary>
    protected abstract void ClearInputs(int unit);

    /// <summary>Makes rows of a linear layer, and their biases, zero.</summary>
    protected static void ClearRows(Linear linear, int first, int count)
    {
        for (var row = first; row < first + count; row++)
        {
            linear.Weight.Value.RowSpan(row).Clear();
        }

        linear.Bias.ValueSpan.Slice(first, count).Clear();
    }
}
