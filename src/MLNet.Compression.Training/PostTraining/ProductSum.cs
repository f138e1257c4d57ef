using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>Σ Aᵀ B over pieces of rows: the products of a piece in fp32, their sum in double.</summary>
/// <param name="rows">Columns of every A.</param>
/// <param name="columns">Columns of every B.</param>
internal sealed class ProductSum(int rows, int columns)
{
    /// <summary>The sum, row by row.</summary>
    public double[][] Sums { get; } = [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];

    /// <summary>Adds the product of a piece.</summary>
    /// <param name="a">A [n x rows].</param>
    /// <param name="b">B [n x columns].</param>
    /// <param name="buffers">Where the product lives.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public unsafe void Add(MatrixView a, MatrixView b, BufferPool buffers, WorkerPool workers)
    {
        var scratch = buffers.Rent((long)rows * columns);
        try
        {
            var product = new MatrixView(scratch.Pointer, rows, columns);
            Gemm.Multiply(a, transposeA: true, b, transposeB: false, product, accumulate: false, workers);
            workers.For(rows, row =>
            {
                var values = product.RowSpan(row);
                for (var column = 0; column < values.Length; column++)
                {
                    Sums[row][column] += values[column];
                }
            });
        }
        finally
        {
            buffers.Return(scratch);
        }
    }
}
