using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Training.Autograd.Operations;

internal static class InterimKernels
{
    public static void Activate(ActivationFunction f, MatrixView x, MatrixView y, WorkerPool workers) => workers.For(x.Rows, row =>
    {
        var a = x.RowSpan(row);
        var b = y.RowSpan(row);
        for (var i = 0; i < a.Length; i++)
        {
            b[i] = (float)Value(f, a[i]);
        }
    });

    public static void ActivateBackward(ActivationFunction f, MatrixView x, MatrixView dy, MatrixView dx, WorkerPool workers) => workers.For(x.Rows, row =>
    {
        var a = x.RowSpan(row);
        var b = dy.RowSpan(row);
        var c = dx.RowSpan(row);
        for (var i = 0; i < a.Length; i++)
        {
            c[i] += (float)(b[i] * Derivative(f, a[i]));
        }
    });

    public static void ColumnSums(MatrixView x, Span<float> sums, bool accumulate)
    {
        if (!accumulate)
        {
            sums.Clear();
        }

        for (var row = 0; row < x.Rows; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sums, x.RowSpan(row), sums);
        }
    }

    private static double Value(ActivationFunction f, double x) => f == ActivationFunction.Relu ? Math.Max(x, 0) : 0.5 * x * (1 + Math.Tanh(0.7978845608 * (x + (0.044715 * x * x * x))));

    private static double Derivative(ActivationFunction f, double x) => f == ActivationFunction.Relu ? (x > 0 ? 1 : 0) : (Value(f, x + 1e-5) - Value(f, x - 1e-5)) / 2e-5;
}
