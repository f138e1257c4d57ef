namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>The plain formulas in double precision.</summary>
internal static class Reference
{
    /// <summary>op(A) op(B), plus <paramref name="start"/> if any, row by row.</summary>
    public static double[] Multiply(TestMatrix a, bool transposeA, TestMatrix b, bool transposeB, TestMatrix? start)
    {
        var (m, k) = transposeA ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        var n = transposeB ? b.Rows : b.Columns;
        var result = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double sum = start?[i, j] ?? 0;
                for (var p = 0; p < k; p++)
                {
                    sum += (double)(transposeA ? a[p, i] : a[i, p]) * (transposeB ? b[j, p] : b[p, j]);
                }

                result[(i * n) + j] = sum;
            }
        }

        return result;
    }
}
