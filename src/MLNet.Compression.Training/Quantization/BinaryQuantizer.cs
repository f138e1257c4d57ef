using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

internal sealed class BinaryQuantizer() : WeightQuantizer("binary")
{
    internal override Parametrization Create(Parameter weight, bool keepsZeros, WorkerPool workers) => new Binary(ScaleScope.Row, keepsZeros: keepsZeros);
}
