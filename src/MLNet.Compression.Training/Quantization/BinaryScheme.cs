using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record BinaryScheme() : QuantizationScheme("binary")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Binary(ScaleScope.Row, keepsZeros: setting.KeepsZeros);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        new SignGrid(Array.ConvertAll(RowSums.MeanMagnitude(setting.Workers, weight, ScaleScope.Row, setting.KeepsZeros), mean => (float)mean));
}
