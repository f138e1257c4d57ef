using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>The lowest integer of two's complement is left out, as the paper's codes are symmetric.</summary>
internal sealed record LossAwareScheme : ScaledScheme
{
    private const int LeastBits = 2;
    private const int MostBits = 8;
    private readonly int _bits;

    public LossAwareScheme(int bits, ScaleScope scope)
        : base($"loss-aware {bits} bits", scope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        _bits = bits;
    }

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) =>
        new LossAwareIntegers(weight, _bits, Scope, new Curvature(weight.Rows, weight.Columns), setting.Workers);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting)
    {
        var highest = (1 << (_bits - 1)) - 1;
        return IntegerGrid.Of(
            weight,
            Scope,
            -highest,
            highest,
            steps => Scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(_bits, size, steps) : ValueFormat.Integers(_bits, signed: true, steps),
            setting.Workers);
    }

    internal override QuantizationScheme WithScope(ScaleScope scope) => new LossAwareScheme(_bits, scope);
}
