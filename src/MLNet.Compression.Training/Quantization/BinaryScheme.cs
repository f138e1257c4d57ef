using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record BinaryScheme(ScaleScope Scope) : ScaledScheme("binary", Scope)
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Binary(Scope, keepsZeros: setting.KeepsZeros);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        new SignGrid(Scope, weight.Columns, Array.ConvertAll(SegmentSums.MeanMagnitude(setting.Workers, weight, Scope, setting.KeepsZeros), Scope.Stored));

    internal override QuantizationScheme WithScope(ScaleScope scope) => new BinaryScheme(scope);
}
