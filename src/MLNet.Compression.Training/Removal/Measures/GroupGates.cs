using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>
/// The gates of units in one place: W ∘ z_units, and ∘ z_half of a half of a layer that may go as a whole (CoFi's z_head and z_MHA, z_int and z_FFN), with W the
/// weights through which the units act.
/// </summary>
internal sealed class GroupGates
{
    private readonly UnitGroup _group;
    private readonly Parameter _weight;
    private readonly HardConcreteGates _units;
    private readonly HardConcreteGates? _half;

    /// <param name="group">The units; their weights get the gates.</param>
    /// <param name="rateFactor">How much faster than weights gates learn.</param>
    /// <exception cref="ArgumentException">Units act through several matrices.</exception>
    public GroupGates(UnitGroup group, double rateFactor)
    {
        if (group.ActingParts is not [var part] || part.Grid.Count != group.Count)
        {
            throw new ArgumentException($"The {group.Name} can't have gates, as they act through several matrices: choose another measure for them.");
        }

        (_group, _weight) = (group, part.Weight);
        _units = new HardConcreteGates(group.Name, part.Grid, learningRateFactor: rateFactor);
        _weight.Add(_units);
        if (group.IsHalf)
        {
            var whole = new BlockGrid(_weight.Rows, _weight.Columns, new BlockShape(_weight.Rows, _weight.Columns));
            _half = new HardConcreteGates(group.Name + ".half", whole, learningRateFactor: rateFactor);
            _weight.Add(_half);
        }
    }

    /// <summary>Whether the typical gates are in the weights already.</summary>
    public bool IsFolded => _units.IsFolded;

    /// <summary>The expected number of weights with effect of each unit: p(half) · p(unit) · size, p the probability that a gate is not 0.</summary>
    public double[] ExpectedWeights()
    {
        var half = HalfOpen.Probability;
        return [.. _group.Sizes.Select((size, unit) => half * Open(_units, unit).Probability * size)];
    }

    /// <summary>Adds to the gates' gradients those of <see cref="ExpectedWeights"/>, summed.</summary>
    /// <param name="slope">By how much the loss rises with a weight.</param>
    /// <param name="buffers">Memory for gradients.</param>
    public void AddGradients(double slope, BufferPool buffers)
    {
        var (half, units) = (HalfOpen, 0.0);
        _units.LogAlpha.AddableGradient(buffers);
        for (var unit = 0; unit < _group.Count; unit++)
        {
            var open = Open(_units, unit);
            _units.LogAlpha.GradientSpan[unit] += (float)(slope * half.Probability * _group.Sizes[unit] * open.Slope);
            units += _group.Sizes[unit] * open.Probability;
        }

        if (_half is not null)
        {
            _half.LogAlpha.AddableGradient(buffers);
            _half.LogAlpha.GradientSpan[0] += (float)(slope * units * half.Slope);
        }
    }

    /// <summary>Multiplies the weights by the typical gates, for good.</summary>
    public void Fold()
    {
        _units.Fold(_weight);
        _half?.Fold(_weight);
    }

    /// <summary>Takes the gates away.</summary>
    public void Detach()
    {
        _weight.Remove(_units);
        if (_half is not null)
        {
            _weight.Remove(_half);
        }
    }

    private (double Probability, double Slope) HalfOpen => _half is null ? (1, 0) : Open(_half, 0);

    private static (double Probability, double Slope) Open(HardConcreteGates gates, int gate) => gates.Distribution.Open(gates.LogAlpha.ValueSpan[gate]);
}
