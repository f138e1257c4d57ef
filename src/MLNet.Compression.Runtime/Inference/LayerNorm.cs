using MLNet.Compression.Runtime.Kernels;
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
    public void Forward(MatrixView x, MatrixView y = default)
    {
        fixed (float* gamma = _scale, beta = _shift)
        {
            var work = new ResidualNormWork(x, y, gamma, beta, epsilon);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, x.Rows);
        }
    }
}
