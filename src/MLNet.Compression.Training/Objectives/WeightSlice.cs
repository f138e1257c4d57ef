using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Rows of a weight matrix or table.</summary>
/// <param name="Parameter">The weight.</param>
/// <param name="First">The first row.</param>
/// <param name="Rows">How many.</param>
internal readonly record struct WeightSlice(Parameter Parameter, int First, int Rows)
{
    /// <summary>All rows.</summary>
    public WeightSlice(Parameter parameter)
        : this(parameter, 0, parameter.Rows)
    {
    }

    public int Columns => Parameter.Columns;

    public MatrixView Value => Parameter.Value.RowRange(First, Rows);

    /// <summary>The gradient of these rows, to add to.</summary>
    public MatrixView Gradient(BufferPool buffers) => Parameter.AddableGradient(buffers).RowRange(First, Rows);
}
