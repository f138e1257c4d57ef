using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A layer norm ready to run.</summary>
internal sealed unsafe class LayerNorm(LayerNormWeights weights, float epsilon)
{
    private readonly float[] _scale = weights.Scale;
    private readonly float[] _shift = weights.Shift;

    /// <summary>x = norm(x + y), row by row.</summary>
    /// <param name="x">The state, overwritten.</param>
    /// <param name="y">What is added; default for nothing.</param>
    /// <param name="integers">Room for the integers.</param>
    /// <param name="format">The form in which the next layer takes the result.</param>
    /// <returns>The result in that form.</returns>
    public LinearInput Forward(MatrixView x, MatrixView y, IntegerBuffer integers, InputFormat format)
    {
        var rows = integers.Rows(x.Rows, x.Columns, format);
        fixed (float* gamma = _scale, beta = _shift)
        {
            var work = new ResidualNormWork(x, y, gamma, beta, epsilon, rows);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, x.Rows);
        }

        return new LinearInput(x, rows);
    }
}
