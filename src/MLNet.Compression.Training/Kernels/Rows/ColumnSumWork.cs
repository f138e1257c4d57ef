using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>sums[j] += Σ_i term(i, j), over strips of columns.</summary>
/// <remarks>A strip belongs to one thread, which adds up chunks of rows in order: the bits do not depend on the number of threads.</remarks>
internal readonly unsafe struct ColumnSumWork<TTerm>(TTerm term, int rows, int columns, float* sums) : IVectorWork
    where TTerm : struct, IColumnTerm
{
    /// <summary>Columns of a strip: a few cache lines.</summary>
    public const int Strip = 64;

    // Sums of sums: the rounding error grows with the square root of the rows.
    private const int RowsOfChunk = 64;

    public static int Strips(int columns) => (columns + Strip - 1) / Strip;

    [MethodImpl(KernelMethod.Standalone)]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var column = from * Strip;
        var end = Math.Min(to * Strip, columns);
        for (; column <= end - (4 * TVector.Count); column += 4 * TVector.Count)
        {
            SumFour<TVector>(column);
        }

        for (; column < end; column += TVector.Count)
        {
            SumOne<TVector>(column, Math.Min(TVector.Count, end - column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumFour<TVector>(int column)
        where TVector : struct, ISimdVector<TVector>
    {
        var target = sums + column;
        for (var chunk = 0; chunk < rows; chunk += RowsOfChunk)
        {
            TVector a = TVector.Zero, b = TVector.Zero, c = TVector.Zero, d = TVector.Zero;
            var end = Math.Min(chunk + RowsOfChunk, rows);
            for (var row = chunk; row < end; row++)
            {
                a += term.Load<TVector>(row, column);
                b += term.Load<TVector>(row, column + TVector.Count);
                c += term.Load<TVector>(row, column + (2 * TVector.Count));
                d += term.Load<TVector>(row, column + (3 * TVector.Count));
            }

            (TVector.Load(target) + a).Store(target);
            (TVector.Load(target + TVector.Count) + b).Store(target + TVector.Count);
            (TVector.Load(target + (2 * TVector.Count)) + c).Store(target + (2 * TVector.Count));
            (TVector.Load(target + (3 * TVector.Count)) + d).Store(target + (3 * TVector.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SumOne<TVector>(int column, int count)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var chunk = 0; chunk < rows; chunk += RowsOfChunk)
        {
            var sum = TVector.Zero;
            var end = Math.Min(chunk + RowsOfChunk, rows);
            for (var row = chunk; row < end; row++)
            {
                sum += term.LoadPartial<TVector>(row, column, count);
            }

            (TVector.LoadPartial(sums + column, count, TVector.Zero) + sum).StorePartial(sums + column, count);
        }
    }
}
