using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Tests.Autograd;

/// <summary>
/// Compares an operation with its equation written in double precision: its output with the equation's, its gradients with the
/// equation's by finite differences.
/// </summary>
/// <remarks>
/// The loss is Σ c y with random c; all that remains is the rounding of the operation's own fp32.
/// </remarks>
internal sealed class GradientCheck
{
    private readonly List<Parameter> _inputs = [];

    /// <summary>The operation's inputs, in the order in which they were added.</summary>
    public IReadOnlyList<Parameter> Inputs => _inputs;

    /// <summary>Adds an input of random numbers.</summary>
    public GradientCheck Input(string name, int rows, int columns) => Input(name, rows, columns, Passes.Numbers(rows * columns, seed: _inputs.Count + 1));

    /// <summary>Adds a table of random numbers, all of whose rows the operation reads.</summary>
    public GradientCheck Table(string name, int rows, int columns)
    {
        var table = new Parameter(name, rows, columns) { UsedRows = new RowSet(rows) };
        Passes.Numbers(rows * columns, seed: _inputs.Count + 1).CopyTo(table.ValueSpan);
        _inputs.Add(table);
        return this;
    }

    public GradientCheck Input(string name, int rows, int columns, float[] values)
    {
        _inputs.Add(Passes.Parameter(rows, columns, values, name));
        return this;
    }

    /// <summary>Adds a weight of a module, of random numbers.</summary>
    public GradientCheck Input(Parameter weight)
    {
        Passes.Numbers((int)weight.Count, seed: _inputs.Count + 1).CopyTo(weight.ValueSpan);
        _inputs.Add(weight);
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
        var expected = Enumerable.Range(0, _inputs.Count).Select(i => FiniteDifferences.Of(values, i, Loss)).ToArray();
        double Loss(double[][] inputs) => equation(inputs).Zip(upstream, (y, c) => y * c).Sum();
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
            _inputs.ForEach(Forget);
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

    private static void Forget(Parameter input)
    {
        input.ClearGradient();
        input.UsedRows?.Clear();
    }

    private static float[] Floats(double[] values, int factor) => [.. values.Select(value => (float)(factor * value))];
}
