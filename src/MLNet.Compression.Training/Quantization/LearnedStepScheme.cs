using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>With 8 bits the integers are −127 to 127, so that integer kernels take them.</summary>
internal sealed record LearnedStepScheme : ScaledScheme
{
    private const int LeastBits = 2;
    private const int MostBits = 8;
    private readonly int _bits;

    public LearnedStepScheme(int bits, ScaleScope? scope = null)
        : base($"learnt step of {bits} bits", scope ?? ScaleScope.Row)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        _bits = bits;
    }

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting)
    {
        var steps = new LearnedStep(
            weight.Name, _bits, signed: true, narrow: _bits == MostBits, weight.Rows == 1 && Scope.GroupSize is null ? ScaleScope.Tensor : Scope, weight.Rows * Scope.SegmentsOf(weight.Columns));
        steps.SetStepsFor(weight, setting.Workers);
        return steps;
    }

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting)
    {
        var half = 1 << (_bits - 1);
        return IntegerGrid.Of(
            weight,
            Scope,
            _bits == MostBits ? 1 - half : -half,
            half - 1,
            steps => Scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(_bits, size, steps) : ValueFormat.Integers(_bits, signed: true, steps),
            setting.Workers);
    }

    internal override QuantizationScheme WithScope(ScaleScope scope) => new LearnedStepScheme(_bits, scope);
}
