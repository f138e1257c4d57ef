using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>The register-blocked product: a tile of up to 12 rows by two vectors stays in registers while k runs.</summary>
/// <remarks>
/// Accumulators are separate locals because arrays and structs of vectors spill; the tests on the row count are constants to the JIT,
/// so each row count gets its own straight-line loop.
/// </remarks>
internal static unsafe class TileKernel<TVector, TProduct, TRows>
    where TVector : struct, ISimdVector<TVector>
    where TProduct : struct, ITileProduct<TVector>
    where TRows : unmanaged, ISize
{
    /// <summary>C [rows x 2 vectors] = A B or C += A B, with A(i, p) = a[i * aRow + p * aStep] and B(p, j) = b[p * bStep + j].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(float* a, nint aRow, nint aStep, float* b, nint bStep, int k, float* c, nint cRow, bool accumulate)
    {
        TVector c0L = default, c0R = default;
        TVector c1L = default, c1R = default;
        TVector c2L = default, c2R = default;
        TVector c3L = default, c3R = default;
        TVector c4L = default, c4R = default;
        TVector c5L = default, c5R = default;
        TVector c6L = default, c6R = default;
        TVector c7L = default, c7R = default;
        TVector c8L = default, c8R = default;
        TVector c9L = default, c9R = default;
        TVector c10L = default, c10R = default;
        TVector c11L = default, c11R = default;
        var aRow2 = 2 * aRow;
        var a3 = a + (sizeof(TRows) > 3 ? 3 * aRow : 0);
        var a6 = a + (sizeof(TRows) > 6 ? 6 * aRow : 0);
        var a9 = a + (sizeof(TRows) > 9 ? 9 * aRow : 0);
        FetchTarget(c, cRow);
        TVector x;
        for (; k > 0; k--)
        {
            var left = TVector.Load(b);
            var right = TVector.Load(b + TVector.Count);

            if (sizeof(TRows) > 0)
            {
                x = TVector.Create(a[0]);
                c0L = TProduct.MultiplyAdd(x, left, c0L);
                c0R = TProduct.MultiplyAdd(x, right, c0R);
            }

            if (sizeof(TRows) > 1)
            {
                x = TVector.Create(a[aRow]);
                c1L = TProduct.MultiplyAdd(x, left, c1L);
                c1R = TProduct.MultiplyAdd(x, right, c1R);
            }

            if (sizeof(TRows) > 2)
            {
                x = TVector.Create(a[aRow2]);
                c2L = TProduct.MultiplyAdd(x, left, c2L);
                c2R = TProduct.MultiplyAdd(x, right, c2R);
            }

            if (sizeof(TRows) > 3)
            {
                x = TVector.Create(a3[0]);
                c3L = TProduct.MultiplyAdd(x, left, c3L);
                c3R = TProduct.MultiplyAdd(x, right, c3R);
            }

            if (sizeof(TRows) > 4)
            {
                x = TVector.Create(a3[aRow]);
                c4L = TProduct.MultiplyAdd(x, left, c4L);
                c4R = TProduct.MultiplyAdd(x, right, c4R);
            }

            if (sizeof(TRows) > 5)
            {
                x = TVector.Create(a3[aRow2]);
                c5L = TProduct.MultiplyAdd(x, left, c5L);
                c5R = TProduct.MultiplyAdd(x, right, c5R);
            }

            if (sizeof(TRows) > 6)
            {
                x = TVector.Create(a6[0]);
                c6L = TProduct.MultiplyAdd(x, left, c6L);
                c6R = TProduct.MultiplyAdd(x, right, c6R);
            }

            if (sizeof(TRows) > 7)
            {
                x = TVector.Create(a6[aRow]);
                c7L = TProduct.MultiplyAdd(x, left, c7L);
                c7R = TProduct.MultiplyAdd(x, right, c7R);
            }

            if (sizeof(TRows) > 8)
            {
                x = TVector.Create(a6[aRow2]);
                c8L = TProduct.MultiplyAdd(x, left, c8L);
                c8R = TProduct.MultiplyAdd(x, right, c8R);
            }

            if (sizeof(TRows) > 9)
            {
                x = TVector.Create(a9[0]);
                c9L = TProduct.MultiplyAdd(x, left, c9L);
                c9R = TProduct.MultiplyAdd(x, right, c9R);
            }

            if (sizeof(TRows) > 10)
            {
                x = TVector.Create(a9[aRow]);
                c10L = TProduct.MultiplyAdd(x, left, c10L);
                c10R = TProduct.MultiplyAdd(x, right, c10R);
            }

            if (sizeof(TRows) > 11)
            {
                x = TVector.Create(a9[aRow2]);
                c11L = TProduct.MultiplyAdd(x, left, c11L);
                c11R = TProduct.MultiplyAdd(x, right, c11R);
            }

            a += aStep;
            a3 += aStep;
            a6 += aStep;
            a9 += aStep;
            b += bStep;
        }

        Put(c0L, c0R, c, 0, cRow, accumulate);
        Put(c1L, c1R, c, 1, cRow, accumulate);
        Put(c2L, c2R, c, 2, cRow, accumulate);
        Put(c3L, c3R, c, 3, cRow, accumulate);
        Put(c4L, c4R, c, 4, cRow, accumulate);
        Put(c5L, c5R, c, 5, cRow, accumulate);
        Put(c6L, c6R, c, 6, cRow, accumulate);
        Put(c7L, c7R, c, 7, cRow, accumulate);
        Put(c8L, c8R, c, 8, cRow, accumulate);
        Put(c9L, c9R, c, 9, cRow, accumulate);
        Put(c10L, c10R, c, 10, cRow, accumulate);
        Put(c11L, c11R, c, 11, cRow, accumulate);
    }

    // The result is often far from the cache, and a line that must be fetched to be written holds up all later writes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchTarget(float* c, nint cRow)
    {
        for (var i = 0; i < sizeof(TRows); i++)
        {
            Prefetch.IntoFirstLevel(c);
            Prefetch.IntoFirstLevel(c + (2 * TVector.Count) - 1);
            c += cRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector left, TVector right, float* c, int row, nint cRow, bool accumulate)
    {
        if (row >= sizeof(TRows))
        {
            return;
        }

        c += row * cRow;
        if (accumulate)
        {
            left = TProduct.Add(left, TVector.Load(c));
            right = TProduct.Add(right, TVector.Load(c + TVector.Count));
        }

        left.Store(c);
        right.Store(c + TVector.Count);
    }
}
