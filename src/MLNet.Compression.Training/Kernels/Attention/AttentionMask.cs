using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>Drops probabilities, or their gradients, of a chunk of queries.</summary>
internal static unsafe class AttentionMask
{
    /// <summary>The chunk itself if nothing is dropped, else the masked chunk in <paramref name="memory"/> (which may be the chunk's own).</summary>
    /// <param name="chunk">[queries x tokens].</param>
    /// <param name="dropout">The mask.</param>
    /// <param name="row">The query the chunk starts at.</param>
    /// <param name="memory">Room for the chunk without gaps between rows.</param>
    public static MatrixView Apply<TVector>(MatrixView chunk, AttentionDropout dropout, int row, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        if (dropout.Mask.KeepsAll)
        {
            return chunk;
        }

        var kept = new MatrixView(memory, chunk.Rows, chunk.Columns);
        for (var i = 0; i < chunk.Rows; i++)
        {
            DropoutKernel.Apply<TVector>(chunk.Row(i), kept.Row(i), chunk.Columns, dropout.Mask, dropout.ElementOf(row + i, chunk.Columns));
        }

        return kept;
    }
}
