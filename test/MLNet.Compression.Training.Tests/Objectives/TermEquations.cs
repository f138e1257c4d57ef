namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>What the equations of several terms share, in double precision, written for clarity.</summary>
internal static class TermEquations
{
    /// <summary>Where the sequences of every case start, and the number of tokens.</summary>
    public static readonly int[] Starts = [0, 3, 4, 8, 10, 13];

    public static int Tokens => Starts[^1];

    public static int Sequences => Starts.Length - 1;

    public static int LengthOf(int sequence) => Starts[sequence + 1] - Starts[sequence];

    public static double[][] Rows(double[] values, int columns) => [.. values.Chunk(columns)];

    public static double[][] Rows(ReadOnlySpan<float> values, int columns) => Rows([.. values.ToArray().Select(value => (double)value)], columns);

    /// <summary>The row of each sequence's first token.</summary>
    public static double[][] First(double[][] rows) => [.. Starts.SkipLast(1).Select(start => rows[start])];

    /// <summary>log softmax(z / T).</summary>
    public static double[] LogSoftmax(double[] z, double temperature = 1)
    {
        var largest = z.Max() / temperature;
        var logSum = largest + Math.Log(z.Sum(value => Math.Exp((value / temperature) - largest)));
        return [.. z.Select(value => (value / temperature) - logSum)];
    }

    /// <summary>Σ eˡᵒᵍᴾ (log p − log q).</summary>
    public static double Divergence(double[] logP, double[] logQ) => logP.Zip(logQ, (p, q) => Math.Exp(p) * (p - q)).Sum();

    public static double MeanSquare(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Average();

    public static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    public static double[] Minus(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (var i = 0; i < a.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double SmoothL1(double x) => Math.Abs(x) < 1 ? x * x / 2 : Math.Abs(x) - 0.5;

    /// <summary>The mean of a number of each sequence's elements: over all elements alike, or first within each sequence.</summary>
    /// <param name="sums">Σ over a sequence's elements.</param>
    /// <param name="counts">Its elements.</param>
    /// <param name="bySequence">Whether each sequence counts alike.</param>
    public static double Mean(IReadOnlyList<double> sums, IReadOnlyList<int> counts, bool bySequence) =>
        bySequence ? sums.Zip(counts, (sum, count) => sum / count).Average() : sums.Sum() / counts.Sum();
}
