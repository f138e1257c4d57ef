using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>Drops probabilities, or their gradients, of a block of queries.</summary>
internal static unsafe class AttentionMask
{
    /// <summary>The block itself if nothing is dropped, else the masked block in <paramref name="memory"/> (which may be the block's own).</summary>
    /// <param name="block">[queries x tokens].</param>
    /// <param name="dropout">The mask.</param>
    /// <param name="row">The query the block starts at.</param>
    /// <param name="memory">Room for the block without gaps between rows.</param>
    public static MatrixView Apply<TVector>(MatrixView block, AttentionDropout dropout, int row, float* memory)
        where TVector : struct, ISimdVector<TVector>
    {
        if (dropout.Mask.KeepsAll)
        {
            return block;
        }

        var kept = new MatrixView(memory, block.Rows, block.Columns);
        for (var i = 0; i < block.Rows; i++)
        {
            DropoutKernel.Apply<TVector>(block.Row(i), kept.Row(i), block.Columns, dropout.Mask, dropout.ElementOf(row + i, block.Columns));
        }

        return kept;
    }
}
