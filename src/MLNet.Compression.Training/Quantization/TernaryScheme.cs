using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record TernaryScheme(ScaleScope Scope) : ScaledScheme("ternary", Scope)
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Ternary(Scope, keepsZeros: setting.KeepsZeros);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        IntegerGrid.Of(weight, Scope, lowest: -1, highest: 1, _ => Scope.GroupSize is { } size ? ValueFormat.TernaryInGroups(size) : ValueFormat.Ternary(scalePerRow: true), setting.Workers);

    internal override QuantizationScheme WithScope(ScaleScope scope) => new TernaryScheme(scope);
}
