namespace MLNet.Compression.Runtime.Kernels;

/// <summary>fp32 matrix products: C = op(A) op(B), or C += op(A) op(B).</summary>
internal static unsafe class Gemm
{
    /// <summary>C [m x n] = A B, with A [m x k] or, transposed, [k x m], and B [k x n] or, transposed, [n x k].</summary>
    /// <param name="a">The left operand.</param>
    /// <param name="transposeA">Whether <paramref name="a"/> is stored as [k x m].</param>
    /// <param name="b">The right operand.</param>
    /// <param name="transposeB">Whether <paramref name="b"/> is stored as [n x k].</param>
    /// <param name="c">The result; must not overlap an operand.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="c"/> holds.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Multiply(MatrixView a, bool transposeA, MatrixView b, bool transposeB, MatrixView c, bool accumulate, WorkerPool pool)
    {
        var inner = transposeA ? a.Rows : a.Columns;
        pool.For(c.Rows, i =>
        {
            for (var j = 0; j < c.Columns; j++)
            {
                var sum = accumulate ? c.Row(i)[j] : 0f;
                for (var k = 0; k < inner; k++)
                {
                    sum += (transposeA ? a.Row(k)[i] : a.Row(i)[k]) * (transposeB ? b.Row(j)[k] : b.Row(k)[j]);
                }

                c.Row(i)[j] = sum;
            }
        });
    }
}
