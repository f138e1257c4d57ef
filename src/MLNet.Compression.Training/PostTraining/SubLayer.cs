using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Slicing;

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
    public int UnitWidth => Output.Weight.Columns / Math.Max(1, Units);

    /// <summary>Multiply-adds that a unit costs a token.</summary>
    /// <param name="tokens">Tokens of a sequence, where units compare tokens; 0 to count weights alone.</param>
    public abstract long CostOfUnit(int tokens);

    /// <summary>Keeps some of the units.</summary>
    /// <param name="slice">What is kept of the model.</param>
    /// <param name="units">The units, ascending.</param>
    public abstract ModelSlice Keep(ModelSlice slice, IEnumerable<int> units);

    /// <summary>z and s.</summary>
    /// <param name="tape">A pass that records nothing.</param>
    /// <param name="input">x [tokens x hidden size].</param>
    /// <param name="layouts">The sequences.</param>
    /// <returns>z, null where there are no units, and s.</returns>
    public (Tensor? Features, Tensor Sum) Run(Tape tape, Tensor input, AttentionLayouts layouts)
    {
        var features = Units > 0 ? FeaturesOf(tape, input, layouts) : null;
        var sum = features is null ? Output.ForwardBias(tape, input.Rows) : Output.Forward(tape, features);
        VectorKernel.Add(sum.ValueSpan, input.ValueSpan, sum.ValueSpan, tape.Workers);
        return (features, sum);
    }

    /// <summary>z, of a sub-layer with units.</summary>
    protected abstract Tensor FeaturesOf(Tape tape, Tensor input, AttentionLayouts layouts);
}
