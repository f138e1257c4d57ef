using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.PostTraining;

/// <summary>Against a plain solution of the normal equations in double, by Gaussian elimination.</summary>
public class OutputRefitTests
{
    private const int Tokens = 40;
    private const int Inputs = 4;
    private const int Outputs = 5;
    private static readonly float[] _z = Passes.Numbers(Tokens * Inputs, seed: 1);
    private static readonly float[] _r = Passes.Numbers(Tokens * Outputs, seed: 2);

    [TestCase(1e-6)]
    [TestCase(0.1)]
    [TestCase(10)]
    public void Apply_Missing_AddsTheSolutionOfTheNormalEquations(double damping)
    {
        int[] tokens = [.. Enumerable.Range(0, Tokens).Where(token => token % 5 != 0)];
        var (layer, before) = (Layer(), Layer());

        Refit(layer, damping, _r, tokens);

        double[][] z = [.. tokens.Select(token => Enumerable.Range(0, Inputs).Select(input => (double)_z[(token * Inputs) + input]).Append(1).ToArray())];
        double[][] gram = [.. Enumerable.Range(0, 5).Select(i => Enumerable.Range(0, 5).Select(j => z.Sum(row => row[i] * row[j])).ToArray())];
        var lambda = damping * Enumerable.Range(0, 5).Average(i => gram[i][i]);
        for (var output = 0; output < Outputs; output++)
        {
            double[] side = [.. Enumerable.Range(0, 5).Select(i => tokens.Select((token, n) => z[n][i] * _r[(token * Outputs) + output]).Sum())];
            var change = Eliminate([.. gram.Select((row, i) => row.Select((value, j) => value + (i == j ? lambda : 0)).ToArray())], side);
            for (var input = 0; input < Inputs; input++)
            {
                var expected = before.Weight.Value.RowSpan(output)[input] + change[input];
                Assert.That(layer.Weight.Value.RowSpan(output)[input], Is.EqualTo(expected).Within(1e-6), $"output {output}, input {input}");
            }

            Assert.That(layer.Bias.ValueSpan[output], Is.EqualTo(before.Bias.ValueSpan[output] + change[^1]).Within(1e-6));
        }
    }

    [TestCase(1e-9)]
    [TestCase(1e-3)]
    [TestCase(1)]
    [TestCase(1e6)]
    public void Apply_AnyDamping_NeverMakesTheResidualLarger(double damping)
    {
        int[] tokens = [.. Enumerable.Range(0, Tokens)];
        var (layer, before) = (Layer(), Layer());

        Refit(layer, damping, _r, tokens);

        var (left, missing) = (0.0, 0.0);
        foreach (var token in tokens)
        {
            for (var output = 0; output < Outputs; output++)
            {
                var r = (double)_r[(token * Outputs) + output];
                var given = (double)layer.Bias.ValueSpan[output] - before.Bias.ValueSpan[output];
                for (var input = 0; input < Inputs; input++)
                {
                    given += ((double)layer.Weight.Value.RowSpan(output)[input] - before.Weight.Value.RowSpan(output)[input]) * _z[(token * Inputs) + input];
                }

                (left, missing) = (left + ((r - given) * (r - given)), missing + (r * r));
            }
        }

        TestContext.Out.WriteLine($"{left / missing:0.000} of the sum of squares is left");
        Assert.That(left, Is.LessThan(missing));
    }

    [Test]
    public void Apply_NothingMissing_ChangesNothing()
    {
        var layer = Layer();

        Refit(layer, 1e-3, new float[_r.Length], [.. Enumerable.Range(0, Tokens)]);

        Assert.That(layer.Weight.ValueSpan.ToArray(), Is.EqualTo(Layer().Weight.ValueSpan.ToArray()));
        Assert.That(layer.Bias.ValueSpan.ToArray(), Is.EqualTo(Layer().Bias.ValueSpan.ToArray()));
    }

    [Test]
    public void Apply_LayerWithoutInputs_AddsTheMeanOfWhatIsMissing()
    {
        var layer = new Linear("output", 1, 0);
        var tape = Passes.Inference();
        var refit = new OutputRefit(layer);

        refit.Add(default, Passes.Tensor(tape, 3, 1, [1, 2, 6]).Value, [0, 1, 2], new BufferPool(), new WorkerPool(2));
        refit.Apply(damping: 0.5, new WorkerPool(2), CancellationToken.None);

        Assert.That(layer.Bias.ValueSpan[0], Is.EqualTo(9 / (3 * 1.5)).Within(1e-6));
    }

    private static Linear Layer()
    {
        var layer = new Linear("output", Outputs, Inputs);
        Passes.Numbers(Outputs * Inputs, seed: 3).CopyTo(layer.Weight.ValueSpan);
        Passes.Numbers(Outputs, seed: 4).CopyTo(layer.Bias.ValueSpan);
        return layer;
    }

    /// <summary>Takes the tokens in two pieces.</summary>
    private static void Refit(Linear layer, double damping, float[] missing, int[] tokens)
    {
        var (tape, buffers, workers) = (Passes.Inference(), new BufferPool(), new WorkerPool(2));
        var (z, r) = (Passes.Tensor(tape, Tokens, Inputs, _z), Passes.Tensor(tape, Tokens, Outputs, missing));
        var refit = new OutputRefit(layer);
        refit.Add(z.Value, r.Value, tokens[..7], buffers, workers);
        refit.Add(z.Value, r.Value, tokens[7..], buffers, workers);
        refit.Apply(damping, workers, CancellationToken.None);
        Assert.That(buffers.BytesInUse, Is.Zero);
    }

    private static double[] Eliminate(double[][] a, double[] b)
    {
        for (var k = 0; k < b.Length; k++)
        {
            for (var i = 0; i < b.Length; i++)
            {
                if (i != k)
                {
                    var factor = a[i][k] / a[k][k];
                    a[i] = [.. a[i].Zip(a[k], (x, y) => x - (factor * y))];
                    b[i] -= factor * b[k];
                }
            }
        }

        return [.. b.Select((value, i) => value / a[i][i])];
    }
}
