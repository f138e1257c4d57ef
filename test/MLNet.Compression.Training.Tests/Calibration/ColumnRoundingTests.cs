using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Calibration;

/// <summary>Against the paper's own algorithm, with the inverse of H updated column by column, in plain double.</summary>
public class ColumnRoundingTests
{
    private const int Tokens = 60;
    private static readonly QuantizerSetting _setting = new(new TrainingEnvironment(1));

    private static IEnumerable<QuantizationScheme> Schemes =>
    [
        .. new[] { 2, 3, 4, 8 }.Select(QuantizationScheme.LearnedStep), QuantizationScheme.Int8, QuantizationScheme.Ternary, QuantizationScheme.Binary, QuantizationScheme.Codebook(8),
    ];

    [Test]
    public void Run_AnyGrid_IsTheAlgorithmOfThePaper([ValueSource(nameof(Schemes))] QuantizationScheme scheme, [Values(0.01, 1)] double damping)
    {
        var (weights, inputs) = (Passes.Parameter(11, 6, Passes.Numbers(66, seed: 1)), Sums(6));
        var grid = scheme.GridOf(weights, _setting)!;

        var rounded = new ColumnRounding(inputs, damping, new WorkerPool(2)).Run(weights.Value, grid, keepsZeros: false);

        Assert.That(rounded, Is.EqualTo(Expected(weights.ValueSpan.ToArray(), inputs, damping, grid)));
        Assert.That(inputs, Is.EqualTo(Sums(6)), "not changed");
    }

    [Test]
    public void Run_Groups_RoundsByTheScaleOfTheirOwn([Values("4 bits", "int8", "ternary", "binary")] string name)
    {
        const int Rows = 7;
        const int Columns = 80;
        var scheme = name switch { "4 bits" => QuantizationScheme.LearnedStep(4), "int8" => QuantizationScheme.Int8, "ternary" => QuantizationScheme.Ternary, _ => QuantizationScheme.Binary };
        var weights = Passes.Parameter(Rows, Columns, [.. Passes.Numbers(Rows * Columns, seed: 3).Select((number, i) => i % Columns < 32 ? number : 0.1f * number)]);
        var grid = scheme.InGroups(32).GridOf(weights, _setting)!;

        var rounded = new ColumnRounding(Sums(Columns), damping: 0.01, WorkerPool.Inline).Run(weights.Value, grid, keepsZeros: false);

        var decoded = new float[rounded.Length];
        var matrix = grid.Format.EncodeDense(rounded, Rows, Columns);
        matrix.Decode(decoded);
        Assert.That(decoded, Is.EqualTo(rounded));
        Assert.That(matrix.Features, Does.Contain("group-scales"));
    }

    [Test]
    public void Run_DependentInputs_ChangesOutputsLessThanNearestRounding([ValueSource(nameof(Schemes))] QuantizationScheme scheme)
    {
        var (weights, inputs) = (Passes.Parameter(20, 16, Passes.Numbers(320, seed: 2)), Sums(16));
        var grid = scheme.GridOf(weights, _setting)!;
        float[] nearest = [.. weights.ValueSpan.ToArray().Select((weight, i) => grid.Nearest(i / 16, i % 16, weight))];

        var rounded = new ColumnRounding(inputs, damping: 0.01, WorkerPool.Inline).Run(weights.Value, grid, keepsZeros: false);

        TestContext.Out.WriteLine($"{scheme}: {ErrorOf(rounded) / ErrorOf(nearest):0.000} of the squared error of the nearest");
        Assert.That(ErrorOf(rounded), Is.LessThan(0.9 * ErrorOf(nearest)));

        double ErrorOf(float[] values) => OutputError(weights.ValueSpan.ToArray(), values, inputs);
    }

    [Test]
    public void Run_IndependentInputs_TakesTheNearest()
    {
        var weights = Passes.Parameter(5, 6, Passes.Numbers(30, seed: 3));
        var grid = QuantizationScheme.LearnedStep(3).GridOf(weights, _setting)!;
        double[][] inputs = [.. Enumerable.Range(0, 6).Select(i => Enumerable.Range(0, 6).Select(j => i == j ? i + 1.0 : 0).ToArray())];

        var rounded = new ColumnRounding(inputs, damping: 0.01, WorkerPool.Inline).Run(weights.Value, grid, keepsZeros: false);

        Assert.That(rounded, Is.EqualTo(weights.ValueSpan.ToArray().Select((weight, i) => grid.Nearest(i / 6, i % 6, weight))));
    }

    [Test]
    public void Run_InputsThatAreAllZero_TakesTheNearest()
    {
        var weights = Passes.Parameter(5, 6, Passes.Numbers(30, seed: 3));
        var grid = QuantizationScheme.LearnedStep(3).GridOf(weights, _setting)!;

        var rounded = new ColumnRounding([.. Enumerable.Range(0, 6).Select(_ => new double[6])], damping: 0.01, WorkerPool.Inline).Run(weights.Value, grid, keepsZeros: false);

        Assert.That(rounded, Is.EqualTo(weights.ValueSpan.ToArray().Select((weight, i) => grid.Nearest(i / 6, i % 6, weight))));
    }

    [Test]
    public void Run_RemovedWeights_StayZero([ValueSource(nameof(Schemes))] QuantizationScheme scheme)
    {
        var weights = Passes.Parameter(20, 16, Passes.Numbers(320, seed: 2));
        for (var i = 0; i < weights.Count; i += 3)
        {
            weights.ValueSpan[i] = 0;
        }

        var setting = _setting with { KeepsZeros = true };
        var rounded = new ColumnRounding(Sums(16), damping: 0.01, WorkerPool.Inline).Run(weights.Value, scheme.GridOf(weights, setting)!, keepsZeros: true);

        Assert.That(rounded.Where((_, i) => i % 3 == 0), Is.All.Zero);
        Assert.That(rounded.Where((_, i) => i % 3 != 0).Count(value => value != 0), Is.GreaterThan(60));
    }

    [Test]
    public void Run_AnyNumberOfThreads_GivesTheSameBits()
    {
        var (weights, inputs) = (Passes.Parameter(30, 100, Passes.Numbers(3000, seed: 2)), Sums(100));
        var grid = QuantizationScheme.LearnedStep(2).GridOf(weights, _setting)!;

        var expected = new ColumnRounding(inputs, damping: 0.01, WorkerPool.Inline).Run(weights.Value, grid, keepsZeros: false);

        Assert.That(new ColumnRounding(inputs, damping: 0.01, new WorkerPool(3)).Run(weights.Value, grid, keepsZeros: false), Is.EqualTo(expected));
    }

    [Test]
    public void Constructor_InputsThatAreNoNumbers_Throws() =>
        Assert.That(() => new ColumnRounding([[1, double.NaN], [double.NaN, double.NaN]], damping: 0.01, WorkerPool.Inline), Throws.InstanceOf<ArithmeticException>());

    [Test]
    public void Run_Cancelled_Throws()
    {
        var weights = Passes.Parameter(5, 6, Passes.Numbers(30, seed: 3));
        using var source = new CancellationTokenSource();
        var rounding = new ColumnRounding(Sums(6), damping: 0.01, WorkerPool.Inline, source.Token);
        source.Cancel();

        Assert.That(() => rounding.Run(weights.Value, QuantizationScheme.Ternary.GridOf(weights, _setting)!, keepsZeros: false), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>Σ x xᵀ of inputs that depend on each other.</summary>
    private static double[][] Sums(int columns)
    {
        var noise = Passes.Numbers(Tokens * columns, seed: 5);
        double[][] inputs = [.. noise.Chunk(columns).Select(row => row.Select((value, i) => (0.2 * (i + 1) * value) + row[0] + (0.5 * row[i / 2])).ToArray())];
        return [.. Enumerable.Range(0, columns).Select(i => Enumerable.Range(0, columns).Select(j => inputs.Sum(row => row[i] * row[j])).ToArray())];
    }

    private static double OutputError(float[] weights, float[] rounded, double[][] inputs)
    {
        double[][] errors = [.. weights.Zip(rounded, (w, r) => (double)w - r).Chunk(inputs.Length)];
        return errors.Sum(row => row.Select((left, i) => row.Select((right, j) => left * inputs[i][j] * right).Sum()).Sum());
    }

    /// <summary>Frantar et al. 2023, section 3: eq. 2 of optimal brain quantisation for each column, then eq. 3, the inverse without that column.</summary>
    private static float[] Expected(float[] weights, double[][] inputs, double damping, WeightGrid grid)
    {
        var columns = inputs.Length;
        var lambda = damping * Enumerable.Range(0, columns).Average(i => inputs[i][i]);
        var inverse = Inverse([.. inputs.Select((row, i) => row.Select((value, j) => value + (i == j ? lambda : 0)).ToArray())]);
        double[][] left = [.. weights.Select(weight => (double)weight).Chunk(columns)];
        var rounded = new float[weights.Length];
        foreach (var column in Enumerable.Range(0, columns).OrderByDescending(i => inputs[i][i]))
        {
            for (var row = 0; row < left.Length; row++)
            {
                var value = grid.Nearest(row, column, left[row][column]);
                rounded[(row * columns) + column] = value;
                var error = (left[row][column] - value) / inverse[column][column];
                left[row] = [.. left[row].Select((weight, j) => weight - (error * inverse[column][j]))];
            }

            inverse = [.. inverse.Select((line, i) => line.Select((value, j) => value - (line[column] * inverse[column][j] / inverse[column][column])).ToArray())];
        }

        return rounded;
    }

    /// <summary>By Gauss and Jordan.</summary>
    private static double[][] Inverse(double[][] matrix)
    {
        var size = matrix.Length;
        double[][] rows = [.. matrix.Select((row, i) => row.Concat(Enumerable.Range(0, size).Select(j => i == j ? 1.0 : 0)).ToArray())];
        for (var k = 0; k < size; k++)
        {
            rows[k] = [.. rows[k].Select(value => value / rows[k][k])];
            for (var i = 0; i < size; i++)
            {
                var factor = rows[i][k];
                rows[i] = i == k ? rows[i] : [.. rows[i].Zip(rows[k], (a, b) => a - (factor * b))];
            }
        }

        return [.. rows.Select(row => row[size..])];
    }
}
