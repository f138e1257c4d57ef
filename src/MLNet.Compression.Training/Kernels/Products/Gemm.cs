using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>fp32 matrix products: C = op(A) op(B), or C += op(A) op(B).</summary>
/// <remarks>
/// The result does not depend on the number of threads: no sum is shared between them. C must not overlap A or B.
/// Blocking as in Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008.
/// </remarks>
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
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply(MatrixView a, bool transposeA, MatrixView b, bool transposeB, MatrixView c, bool accumulate, WorkerPool pool) =>
        Multiply(a, transposeA, b, transposeB, c, accumulate, default(NoEpilogue), pool);

    /// <summary>C = A B + bias, the bias [n] added to every row; see the overload without.</summary>
    public static void Multiply(MatrixView a, bool transposeA, MatrixView b, bool transposeB, MatrixView c, ReadOnlySpan<float> bias, WorkerPool pool)
    {
        CheckBias(bias.Length, c);
        fixed (float* values = bias)
        {
            Multiply(a, transposeA, b, transposeB, c, false, new BiasEpilogue<Identity>(values), pool);
        }
    }

    /// <summary>C = A B or C += A B, then <paramref name="epilogue"/> on every tile of C.</summary>
    public static void Multiply<TEpilogue>(
        MatrixView a, bool transposeA, MatrixView b, bool transposeB, MatrixView c, bool accumulate, TEpilogue epilogue, WorkerPool pool)
        where TEpilogue : struct, IGemmEpilogue
    {
        var left = Factor.Left(a, transposeA);
        var right = Factor.Right(b, transposeB);
        CheckShapes(left, right.Depth, right.Lines, c);
        var set = InstructionSets.Current;
        var width = InstructionSets.TileColumns(set);
        var plan = new ProductPlan(c.Rows, c.Columns, left.Depth, InstructionSets.TileRows(set), width);
        var slicesAtOnce = plan.SlicesPerPiece(c.Columns);
        var mostDepth = plan.MostDepth(slicesAtOnce);
        var buffer = BufferPool.Shared.Rent(PackedPanels.LengthOf(c.Columns, mostDepth, width));
        try
        {
            for (var slice = 0; slice < plan.Slices; slice += slicesAtOnce)
            {
                var end = Math.Min(plan.Slices, slice + slicesAtOnce);
                var panels = new PackedPanels(buffer.Pointer, c.Columns, plan.SliceStart(end) - plan.SliceStart(slice), width);
                pool.Run(panels.Count, PackWork.PanelsPerPart(panels), new PackWork(right, plan.SliceStart(slice), panels), set);
                pool.Run(plan.Parts, plan.PartsPerRange, new ProductWork<TEpilogue>(plan, left, panels, c, slice, end, accumulate, epilogue), set);
            }
        }
        finally
        {
            BufferPool.Shared.Return(buffer);
        }
    }

    private static void CheckShapes(Factor left, int inner, int columns, MatrixView c)
    {
        if (left.Lines != c.Rows || left.Depth != inner || columns != c.Columns)
        {
            throw new ArgumentException($"A product of {left.Lines} x {left.Depth} and {inner} x {columns} does not fit a result of {c.Rows} x {c.Columns}.");
        }
    }

    private static void CheckBias(int length, MatrixView c)
    {
        if (length != c.Columns)
        {
            throw new ArgumentException($"Expected a bias of {c.Columns} values, got {length}.", nameof(c));
        }
    }
}
