using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Normalization;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Tests.Kernels.Rows;

internal sealed class LayerNormKernelTests
{
    private const float Epsilon = 1e-5f;
    private static readonly int[] _widths = [1, 2, 7, 16, 17, 31, 312, 384];

    [Test]
    public void Forward_EveryWidth_IsCloseToTheFormula([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(37, columns, seed: 1, padding: 3, scale: 5f);
            using var gamma = TestMatrix.Random(1, columns, seed: 2);
            using var beta = TestMatrix.Random(1, columns, seed: 3);
            using var y = new TestMatrix(37, columns, padding: 1);
            var expected = Expected(Reference.ToDouble(x), Reference.ToDouble(gamma), Reference.ToDouble(beta));
            Forward(x, gamma, beta, y);

            // In a short row two values may nearly agree, and the rounding of their mean weighs more.
            Close.AssertAll(y.ToArray(), expected, columns < 8 ? 5e-5 : 2e-6, $"{columns} columns");
            y.AssertCanaries();
            Forward(x, gamma, beta, x);
            Assert.That(x.ToBits().AsSpan().SequenceEqual(y.ToBits()), Is.True, "in place");
        }
    }

    [Test]
    public void Forward_LargeMean_KeepsThePrecisionOfTheDeviations()
    {
        using var x = TestMatrix.Random(2, 384, seed: 1);
        for (var j = 0; j < 384; j++)
        {
            x[0, j] += 1000;
        }

        using var gamma = TestMatrix.Random(1, 384, seed: 2);
        using var beta = TestMatrix.Random(1, 384, seed: 3);
        using var y = new TestMatrix(2, 384);
        Forward(x, gamma, beta, y);
        Close.AssertAll(y.ToArray(), Expected(Reference.ToDouble(x), Reference.ToDouble(gamma), Reference.ToDouble(beta)), 3e-4, "shifted row");
    }

    [Test]
    public void Backward_EveryWidth_IsCloseToFiniteDifferences([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths.Where(width => width is > 1 and < 100))
        {
            using var pass = new BackwardPass(rows: 4, columns, threads: 2);
            pass.AssertGradients();
        }
    }

    [Test]
    public void Backward_AnyNumberOfThreads_GivesTheSameBits()
    {
        using var one = new BackwardPass(rows: 700, columns: 312, threads: 1);
        using var two = new BackwardPass(rows: 700, columns: 312, threads: 2);
        using var three = new BackwardPass(rows: 700, columns: 312, threads: 3);
        Assert.That(two.Bits().AsSpan().SequenceEqual(one.Bits()), Is.True);
        Assert.That(three.Bits().AsSpan().SequenceEqual(one.Bits()), Is.True);
    }

    [Test]
    public void Backward_OverItsOwnGradient_GivesTheSameBits()
    {
        using var apart = new BackwardPass(rows: 20, columns: 33, threads: 1);
        using var inPlace = new BackwardPass(rows: 20, columns: 33, threads: 1, inPlace: true);
        Assert.That(inPlace.Bits().AsSpan().SequenceEqual(apart.Bits()), Is.True);
    }

    [Test]
    public unsafe void Forward_SameRows_GivesTheBitsOfScoring([ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(19, columns, seed: 1, padding: 3, scale: 5f);
            using var residual = TestMatrix.Random(19, columns, seed: 4);
            using var gamma = TestMatrix.Random(1, columns, seed: 2);
            using var beta = TestMatrix.Random(1, columns, seed: 3);
            using var scored = x.Copy();
            using var y = new TestMatrix(19, columns);
            var work = new ResidualNormWork(scored.View, residual.View, gamma.Data, beta.Data, Epsilon, default);
            InstructionSets.Run(set, ref work, 0, 19);
            LayerNormKernel.Forward(x.View, residual.View, default, gamma.View.RowSpan(0), beta.View.RowSpan(0), Epsilon, y.View, default, default, new WorkerPool(2));

            Assert.That(y.ToBits(), Is.EqualTo(scored.ToBits()), $"{columns} columns");
        }
    }

    [Test]
    public void Forward_ShapesThatDoNotFit_AreRefused()
    {
        using var x = new TestMatrix(2, 3);
        var view = x.View;
        Assert.That(
            () => LayerNormKernel.Forward(view, default, default, new float[2], new float[3], Epsilon, view, default, default, WorkerPool.Inline),
            Throws.ArgumentException.With.Message.Contains("Expected 3 values, got 2"));
        Assert.That(
            () => LayerNormKernel.Forward(view, default, default, new float[3], new float[3], Epsilon, view.RowRange(0, 1), default, default, WorkerPool.Inline),
            Throws.ArgumentException.With.Message.Contains("2 x 3, got 1 x 3"));
    }

    private static void Forward(TestMatrix x, TestMatrix gamma, TestMatrix beta, TestMatrix y) =>
        LayerNormKernel.Forward(x.View, default, default, gamma.View.RowSpan(0), beta.View.RowSpan(0), Epsilon, y.View, default, default, new WorkerPool(2));

    private static double[] Expected(double[] x, double[] gamma, double[] beta) =>
        [.. x.Chunk(gamma.Length).SelectMany(row => Reference.LayerNorm(row, gamma, beta, Epsilon))];

    private sealed class BackwardPass : IDisposable
    {
        private readonly TestMatrix _x;
        private readonly TestMatrix _gamma;
        private readonly TestMatrix _beta;
        private readonly TestMatrix _dy;
        private readonly TestMatrix _dx;
        private readonly double[] _weights;
        private readonly float[] _dgamma;
        private readonly float[] _dbeta;

        public BackwardPass(int rows, int columns, int threads, bool inPlace = false)
        {
            _x = TestMatrix.Random(rows, columns, seed: 1, padding: 1, scale: 2f);
            _gamma = TestMatrix.Random(1, columns, seed: 2);
            _beta = TestMatrix.Random(1, columns, seed: 3);
            _dy = TestMatrix.Random(rows, columns, seed: 4, padding: 2);
            _dx = inPlace ? _dy : new TestMatrix(rows, columns, padding: 3);
            _weights = Reference.ToDouble(_dy);
            _dgamma = [.. Enumerable.Repeat(0.5f, columns)];
            _dbeta = [.. Enumerable.Repeat(0.25f, columns)];
            using var y = new TestMatrix(rows, columns);
            var (mean, deviation) = (new float[rows], new float[rows]);
            var pool = new WorkerPool(threads);
            LayerNormKernel.Forward(_x.View, default, default, _gamma.View.RowSpan(0), _beta.View.RowSpan(0), Epsilon, y.View, mean, deviation, pool);
            LayerNormKernel.Backward(
                _x.View, default, _gamma.View.RowSpan(0), mean, deviation, _dy.View, new GradientTarget(_dx.View, Accumulate: false), default, _dgamma, _dbeta, pool);
        }

        public int[] Bits() => [.. _dx.ToBits(), .. _dgamma.Select(BitConverter.SingleToInt32Bits), .. _dbeta.Select(BitConverter.SingleToInt32Bits)];

        public void AssertGradients()
        {
            var (x, gamma, beta) = (Reference.ToDouble(_x), Reference.ToDouble(_gamma), Reference.ToDouble(_beta));
            Close.AssertAll(_dx.ToArray(), Reference.Gradient(values => Objective(values, gamma, beta), x), 1e-5, "dx");
            Close.AssertAll(_dgamma, [.. Reference.Gradient(values => Objective(x, values, beta), gamma).Select(value => value + 0.5)], 1e-5, "dγ");
            Close.AssertAll(_dbeta, [.. Reference.Gradient(values => Objective(x, gamma, values), beta).Select(value => value + 0.25)], 1e-5, "dβ");
            _dx.AssertCanaries();
        }

        public void Dispose()
        {
            _x.Dispose();
            _gamma.Dispose();
            _beta.Dispose();
            _dy.Dispose();
            _dx.Dispose();
        }

        private double Objective(double[] x, double[] gamma, double[] beta) => Expected(x, gamma, beta).Zip(_weights, (y, weight) => y * weight).Sum();
    }
}
