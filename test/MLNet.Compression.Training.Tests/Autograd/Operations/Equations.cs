namespace MLNet.Compression.Training.Tests.Autograd.Operations;

/// <summary>The equations of the operations in double precision, written for clarity.</summary>
internal static class Equations
{
    /// <summary>x [rows x inputs] times W [outputs x inputs] transposed, plus b.</summary>
    public static double[] Linear(double[] x, double[] w, double[]? b, int inputs)
    {
        var outputs = w.Length / inputs;
        var y = new double[x.Length / inputs * outputs];
        for (var i = 0; i < y.Length; i++)
        {
            var (row, output) = (i / outputs, i % outputs);
            y[i] = (b?[output] ?? 0) + Dot(x, row * inputs, w, output * inputs, inputs);
        }

        return y;
    }

    public static double[] LayerNorm(double[] z, double[] scale, double[] shift, double epsilon)
    {
        var y = new double[z.Length];
        var n = scale.Length;
        for (var start = 0; start < z.Length; start += n)
        {
            var row = z.AsSpan(start, n).ToArray();
            var mean = row.Average();
            var deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + epsilon);
            for (var i = 0; i < n; i++)
            {
                y[start + i] = (scale[i] * (row[i] - mean) / deviation) + shift[i];
            }
        }

        return y;
    }

    /// <summary>The scores of one head: Q Kᵀ / sqrt(d).</summary>
    public static double[] Scores(double[] queryKeyValue, int start, int n, int heads, int head, int d)
    {
        var width = 3 * heads * d;
        var scores = new double[n * n];
        for (var i = 0; i < scores.Length; i++)
        {
            var query = ((start + (i / n)) * width) + (head * d);
            var key = ((start + (i % n)) * width) + (heads * d) + (head * d);
            scores[i] = Dot(queryKeyValue, query, queryKeyValue, key, d) / Math.Sqrt(d);
        }

        return scores;
    }

    public static double[] Softmax(ReadOnlySpan<double> row)
    {
        var exponentials = row.ToArray().Select(Math.Exp).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }

    /// <summary>½ x (1 + erf(x / √2)).</summary>
    public static double Gelu(double x) => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    public static double GeluTanh(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    public static double Dot(double[] a, int startA, double[] b, int startB, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += a[startA + i] * b[startB + i];
        }

        return sum;
    }

    /// <summary>The Maclaurin series of erf, good to 1e-13 for |x| below 3.</summary>
    private static double Erf(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
