namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>The plain formulas in double precision.</summary>
internal static class Reference
{
    /// <summary>op(A) op(B), plus <paramref name="start"/> if any, row by row.</summary>
    public static double[] Multiply(TestMatrix a, bool transposeA, TestMatrix b, bool transposeB, TestMatrix? start)
    {
        var left = transposeA ? Transpose(ToDouble(a), a.Rows) : ToDouble(a);
        var right = transposeB ? ToDouble(b) : Transpose(ToDouble(b), b.Rows);
        var (m, k) = transposeA ? (a.Columns, a.Rows) : (a.Rows, a.Columns);
        var n = transposeB ? b.Rows : b.Columns;
        var result = start is null ? new double[m * n] : ToDouble(start);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var x = left.AsSpan(i * k, k);
                var y = right.AsSpan(j * k, k);
                var sum = 0.0;
                for (var p = 0; p < k; p++)
                {
                    sum += x[p] * y[p];
                }

                result[(i * n) + j] += sum;
            }
        }

        return result;
    }

    public static double[] ToDouble(TestMatrix matrix) => ToDouble(matrix.ToArray());

    public static double[] ToDouble(float[] values) => Array.ConvertAll(values, value => (double)value);

    public static double[] Transpose(double[] values, int rows)
    {
        var columns = rows == 0 ? 0 : values.Length / rows;
        var result = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            result[(i % columns * rows) + (i / columns)] = values[i];
        }

        return result;
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Erf(double x) => x < 0 ? -Erf(-x) : x < 3 ? ErfSeries(x) : 1 - Erfc(x);

    /// <summary>1 - erf x, to full relative precision in the right tail.</summary>
    public static double Erfc(double x)
    {
        if (x < 3)
        {
            return 1 - Erf(x);
        }

        // Continued fraction (Abramowitz and Stegun 7.1.14), from the far end.
        var fraction = 0.0;
        for (var k = 60; k > 0; k--)
        {
            fraction = k / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    public static double Gelu(double x) => x * NormalDistribution(x);

    public static double NormalDistribution(double x) => x < 0 ? 0.5 * Erfc(-x / Math.Sqrt(2)) : 1 - (0.5 * Erfc(x / Math.Sqrt(2)));

    public static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    public static void Softmax(Span<double> row)
    {
        var max = double.NegativeInfinity;
        foreach (var value in row)
        {
            max = Math.Max(max, value);
        }

        var sum = 0.0;
        foreach (ref var value in row)
        {
            value = Math.Exp(value - max);
            sum += value;
        }

        foreach (ref var value in row)
        {
            value /= sum;
        }
    }

    public static double[] LayerNorm(double[] row, double[] gamma, double[] beta, double epsilon)
    {
        var mean = row.Average();
        var variance = row.Average(value => (value - mean) * (value - mean));
        return [.. row.Select((value, j) => (gamma[j] * (value - mean) / Math.Sqrt(variance + epsilon)) + beta[j])];
    }

    /// <summary>The gradient of <paramref name="f"/> at <paramref name="x"/> by central differences.</summary>
    public static double[] Gradient(Func<double[], double> f, double[] x)
    {
        const double Step = 1e-5;
        var gradient = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var value = x[i];
            x[i] = value + Step;
            var above = f(x);
            x[i] = value - Step;
            gradient[i] = (above - f(x)) / (2 * Step);
            x[i] = value;
        }

        return gradient;
    }

    // Maclaurin series with positive terms: erf x = 2/√π e^-x² Σ 2^n x^(2n+1) / (1 · 3 ··· (2n+1)).
    private static double ErfSeries(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; n < 100; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
