using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record Int8Scheme(ScaleScope Scope) : ScaledScheme("int8", Scope)
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Int8Weights(Scope);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        IntegerGrid.Of(
            weight,
            Scope,
            -Int8Rows.Largest,
            Int8Rows.Largest,
            steps => Scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(bits: 8, size, steps) : ValueFormat.Int8Scaled(steps),
            setting.Workers);

    internal override QuantizationScheme WithScope(ScaleScope scope) => new Int8Scheme(scope);
}
