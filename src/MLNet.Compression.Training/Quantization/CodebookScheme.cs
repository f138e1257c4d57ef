using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>The values start at equal distances, the best start according to Han et al. 2016, section 3.2.</summary>
internal sealed record CodebookScheme : QuantizationScheme
{
    private const int LeastSize = 2;
    private const int MostSize = 256;
    private const int Iterations = 25;
    private readonly int _size;
    private readonly bool _isLossAware;

    public CodebookScheme(int size, bool lossAware = false)
        : base($"{(lossAware ? "loss-aware " : "")}codebook of {size}")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, LeastSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MostSize);
        (_size, _isLossAware) = (size, lossAware);
    }

    internal override Parametrization? Activations => null;

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting) =>
        new CodebookWeights(CodebookOf(weight, setting), setting.KeepsZeros, _isLossAware ? new Curvature(weight.Rows, weight.Columns) : null);

    internal override WeightGrid GridOf(Tensor weight, QuantizerSetting setting) => new CodebookGrid(CodebookOf(weight, setting));

    private Codebook CodebookOf(Tensor weight, QuantizerSetting setting)
    {
        var codebook = Parametrizations.Codebook.Linear(weight.ValueSpan, _size);
        codebook.Fit(weight.ValueSpan, Iterations, setting.Workers, setting.KeepsZeros);
        return codebook;
    }
}
