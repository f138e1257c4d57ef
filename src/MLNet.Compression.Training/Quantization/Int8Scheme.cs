using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed record Int8Scheme() : QuantizationScheme("int8")
{
    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) => new Int8Weights();

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) =>
        IntegerGrid.Of(weight, -Int8Rows.Largest, Int8Rows.Largest, ValueFormat.Int8Scaled, setting.Workers);
}
