using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed class TernaryQuantizer() : WeightQuantizer("ternary")
{
    internal override Parametrization Create(Parameter weight, bool keepsZeros, WorkerPool workers) => new Ternary(ScaleScope.Row, keepsZeros: keepsZeros);
}
