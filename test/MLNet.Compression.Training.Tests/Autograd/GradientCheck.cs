using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Tests.Autograd;

/// <summary>
/// Compares an operation with its equation written in double precision: its output with the equation's, its gradients with the
/// equation's by finite differences.
/// </summary>
/// <remarks>
/// The loss is Σ c y with random c. Differences are the five-point central ones with a step of 1e-3, whose error is below 1e-10;
/// all that remains is the rounding of the operation's own fp32.
/// </remarks>
internal sealed class GradientCheck
{
    private const double Step = 1e-3;
    private readonly List<Parameter> _inputs = [];

    /// <summary>The operation's inputs, in the order in which they were added.</summary>
    public IReadOnlyList<Parameter> Inputs => _inputs;

    /// <summary>Adds an input of random numbers.</summary>
    public GradientCheck Input(string name, int rows, int columns) => Input(name, rows, columns, Passes.Numbers(rows * columns, seed: _inputs.Count + 1));

    public GradientCheck Input(string name, int rows, int columns, float[] values)
    {
        _inputs.Add(Passes.Parameter(rows, columns, values, name));
        return this;
    }

    /// <summary>Runs the comparison with one and with three threads, with the kernels of every instruction set, and twice without clearing gradients: they must add up.</summary>
    /// <param name="operation">Applies the operation to <see cref="Inputs"/>.</param>
    /// <param name="equation">The output, row by row, from the inputs' values.</param>
    /// <param name="tolerance">The largest deviation allowed, relative to the largest value of a tensor.</param>
    public void Run(Func<Tape, Tensor> operation, Func<double[][], double[]> equation, double tolerance = 2e-6)
    {
        var values = _inputs.Select(input => input.ValueSpan.ToArray().Select(value => (double)value).ToArray()).ToArray();
        var expectedOutput = equation(values);
        var upstream = Passes.Numbers(expectedOutput.Length, seed: 99);
        var expected = Enumerable.Range(0, _inputs.Count).Select(i => Differences(values, i, equation, upstream)).ToArray();
        foreach (var (set, threads) in InstructionSets.Supported.SelectMany(set => new[] { (set, 1), (set, 3) }))
        {
            using var forced = InstructionSets.Force(set);
            var comparison = new GoldenComparison($"finite differences, {set}, {threads} threads");
            foreach (var repetition in new[] { 1, 2 })
            {
                var tape = Passes.Training(threads);
                Restore(values);
                var output = operation(tape);
                comparison.Add("output", output.ValueSpan, Floats(expectedOutput, 1));
                output.OpenGradient(tape.Buffers);
                upstream.CopyTo(output.GradientSpan);
                tape.Backward();
                tape.Clear();
                Compare(comparison, expected, repetition);
            }

            comparison.AssertBelow(tolerance);
            _inputs.ForEach(input => input.ClearGradient());
        }
    }

    // An operation may write over an input that is its own.
    private void Restore(double[][] values)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            Floats(values[i], 1).CopyTo(_inputs[i].ValueSpan);
        }
    }

    private void Compare(GoldenComparison comparison, double[][] expected, int repetition)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            comparison.Add($"gradient of {_inputs[i].Name}, pass {repetition}", _inputs[i].GradientSpan, Floats(expected[i], repetition));
        }
    }

    private static double[] Differences(double[][] values, int input, Func<double[][], double[]> equation, float[] upstream)
    {
        var gradient = new double[values[input].Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var value = values[input][i];
            double At(double offset)
            {
                values[input][i] = value + offset;
                return equation(values).Zip(upstream, (y, c) => y * c).Sum();
            }

            gradient[i] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            values[input][i] = value;
        }

        return gradient;
    }

    private static float[] Floats(double[] values, int factor) => [.. values.Select(value => (float)(factor * value))];
}
