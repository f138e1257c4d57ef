using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class AttentionOperationTests
{
    private const int Heads = 2;
    private static readonly int[] _starts = [0, 3, 4, 9];

    [TestCase(4)]
    [TestCase(7)]
    public void Backward_RaggedSequences_EqualsFiniteDifferences(int headSize)
    {
        var check = new GradientCheck().Input("queryKeyValue", 9, 3 * Heads * headSize);

        check.Run(
            tape => AttentionOperation.Apply(tape, check.Inputs[0], Layout(), headSize, dropout: 0, wantScores: false).Context,
            values => Context(values[0], headSize, mask: null));
    }

    /// <remarks>Values that are unit vectors show the mask: the context then is the dropped probabilities themselves.</remarks>
    [Test]
    public void Backward_Dropout_EqualsFiniteDifferencesOfMask()
    {
        const int headSize = 5;
        const float rate = 0.4f;
        var mask = FindMask(headSize, rate);
        var check = new GradientCheck().Input("queryKeyValue", 9, 3 * Heads * headSize);

        Assert.That(mask.Count(factor => factor == 0), Is.InRange(5, 45), "Some of the 70 probabilities are dropped.");
        check.Run(
            tape => AttentionOperation.Apply(tape, check.Inputs[0], Layout(), headSize, rate, wantScores: false).Context,
            values => Context(values[0], headSize, mask));
    }

    [Test]
    public void Scores_Wanted_AreRawAndScaled()
    {
        const int headSize = 4;
        var x = Passes.Parameter(9, 3 * Heads * headSize, Passes.Numbers(9 * 3 * Heads * headSize, 1));

        var (_, scores) = AttentionOperation.Apply(Passes.Inference(), x, Layout(), headSize, dropout: 0, wantScores: true);

        Assert.That(Deviation.Relative(scores!.ValueSpan, [.. AllScores(Doubles(x), headSize).Select(s => (float)s)]), Is.LessThan(1e-6));
    }

    /// <remarks>The loss is Σ c · context + Σ e · scores.</remarks>
    [Test]
    public void Backward_GradientOfScoresAndContext_EqualsFiniteDifferences() => CheckScores(useContext: true);

    /// <remarks>As where a student learns from its teacher's attention alone: nothing flows back through the last layer's context.</remarks>
    [Test]
    public void Backward_GradientOfScoresAlone_EqualsFiniteDifferences() => CheckScores(useContext: false);

    private static void CheckScores(bool useContext)
    {
        const int headSize = 4;
        var (tape, x) = (Passes.Training(), Passes.Parameter(9, 3 * Heads * headSize, Passes.Numbers(9 * 3 * Heads * headSize, 1)));
        var (context, scores) = AttentionOperation.Apply(tape, x, Layout(), headSize, dropout: 0, wantScores: true);
        var (c, e) = (Passes.Numbers((int)context.Count, 2), Passes.Numbers((int)scores!.Count, 3));
        scores.OpenGradient(tape.Buffers);
        e.CopyTo(scores.GradientSpan);
        if (useContext)
        {
            context.OpenGradient(tape.Buffers);
            c.CopyTo(context.GradientSpan);
        }

        tape.Backward();

        double Loss(double[] values) =>
            AllScores(values, headSize).Zip(e, (s, f) => s * f).Sum() + (useContext ? Context(values, headSize, null).Zip(c, (y, f) => y * f).Sum() : 0);
        Assert.That(x.HasGradient, Is.True);
        Assert.That(Deviation.Relative(x.GradientSpan, Differences(Doubles(x), Loss)), Is.LessThan(2e-6));
    }

    private static AttentionLayout Layout() => new(_starts, Heads);

    private static double[] Doubles(Parameter x) => [.. x.ValueSpan.ToArray().Select(value => (double)value)];

    private static float[] Differences(double[] values, Func<double[], double> loss) =>
    [
        .. values.Select((value, i) =>
        {
            var (above, below) = (values.ToArray(), values.ToArray());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            return (float)((loss(above) - loss(below)) / 2e-5);
        }),
    ];

    private static double[] AllScores(double[] x, int d) =>
        [.. HeadsInOrder().SelectMany(place => Equations.Scores(x, place.Start, place.Count, Heads, place.Head, d))];

    private static IEnumerable<(int Start, int Count, int Head)> HeadsInOrder() =>
        from sequence in Enumerable.Range(0, _starts.Length - 1)
        from head in Enumerable.Range(0, Heads)
        select (_starts[sequence], _starts[sequence + 1] - _starts[sequence], head);

    private static double[] Context(double[] x, int d, double[]? mask)
    {
        var context = new double[_starts[^1] * Heads * d];
        var offset = 0;
        foreach (var (start, n, head) in HeadsInOrder())
        {
            var scores = Equations.Scores(x, start, n, Heads, head, d);
            for (var i = 0; i < n; i++)
            {
                var p = Equations.Softmax(scores.AsSpan(i * n, n));
                for (var f = 0; f < d; f++)
                {
                    context[((start + i) * Heads * d) + (head * d) + f] = Enumerable.Range(0, n).Sum(j =>
                        p[j] * (mask?[offset + (i * n) + j] ?? 1) * x[((start + j) * 3 * Heads * d) + (((2 * Heads) + head) * d) + f]);
                }
            }

            offset += n * n;
        }

        return context;
    }

    private static double[] FindMask(int d, float rate)
    {
        var x = Passes.Parameter(9, 3 * Heads * d, new float[9 * 3 * Heads * d]);
        foreach (var (start, n, head) in HeadsInOrder())
        {
            for (var j = 0; j < n; j++)
            {
                x.Value.RowSpan(start + j)[(((2 * Heads) + head) * d) + j] = 1;
            }
        }

        var context = AttentionOperation.Apply(Passes.Training(), x, Layout(), d, rate, wantScores: false).Context;
        return [.. HeadsInOrder().SelectMany(place => MaskOf(context, place, d, rate))];
    }

    private static IEnumerable<double> MaskOf(Tensor context, (int Start, int Count, int Head) place, int d, float rate) =>
        from i in Enumerable.Range(0, place.Count)
        from j in Enumerable.Range(0, place.Count)
        select context.Value.RowSpan(place.Start + i)[(place.Head * d) + j] == 0 ? 0 : 1 / (1.0 - rate);
}
