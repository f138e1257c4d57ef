using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>A product of random integers with scales of 1, so that results are the integers themselves.</summary>
internal sealed unsafe class TestProduct : IDisposable
{
    private const int Outputs16 = BlockLists.Outputs;
    private readonly int _outputs;
    private readonly int _inputs;
    private readonly int _tokens;
    private readonly sbyte[,] _weights;
    private readonly byte[,] _x;
    private readonly int[] _zeroPoints;
    private readonly NativeBuffer _integers;
    private readonly NativeBuffer _tokenValues;
    private readonly NativeBuffer _results;

    /// <param name="outputs">Rows of the matrix.</param>
    /// <param name="inputs">Columns of the matrix.</param>
    /// <param name="tokens">Rows of the input.</param>
    /// <param name="share">Share of the blocks of <paramref name="geometry"/> that are not zero.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="geometry">What blocks there are, and what integers; blocks of 16 x 4 bytes unless said otherwise.</param>
    public TestProduct(int outputs, int inputs, int tokens, double share, int seed, BlockGeometry? geometry = null)
    {
        (_outputs, _inputs, _tokens) = (outputs, inputs, tokens);
        (_weights, _x, _zeroPoints) = (new sbyte[outputs, inputs], new byte[tokens, inputs], new int[tokens]);
        _integers = new NativeBuffer((long)tokens * QuantizedRows.StrideOf(inputs) / sizeof(float));
        _tokenValues = new NativeBuffer(2 * tokens);
        _results = new NativeBuffer((long)tokens * outputs);
        var random = new Random(seed);
        var (height, lowest, highest) = geometry is { } given ? (given.Outputs, given.Lowest, given.Highest) : (Outputs16, -127, 127);
        var kept = new bool[(outputs / height) + 1, (inputs / Int8Blocks.BlockInputs) + 1];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i / kept.GetLength(1), i % kept.GetLength(1)] = random.NextDouble() < share;
        }

        Each(_weights, (o, i) => kept[o / height, i / Int8Blocks.BlockInputs] ? (sbyte)random.Next(lowest, highest + 1) : (sbyte)0);
        Each(_x, (_, _) => (byte)random.Next(QuantizedRows.KernelLargest + 1));
        for (var t = 0; t < tokens; t++)
        {
            _zeroPoints[t] = random.Next(QuantizedRows.KernelLargest + 1);
        }
    }

    public void Fill(sbyte weight, byte integer, int zeroPoint)
    {
        Each(_weights, (_, _) => weight);
        Each(_x, (_, _) => integer);
        Array.Fill(_zeroPoints, zeroPoint);
    }

    /// <summary>The results [tokens x outputs]; NaN where nothing was written.</summary>
    public float[] Run(Int8Kernel kernel, int firstGroup = 0, int? endGroup = null)
    {
        var blocks = Int8Blocks.Build(Weights(kernel.Geometry), kernel);
        using var bias = NativeBuffer.Cleared<float>(blocks.Lists.Groups * Outputs16);
        _results.Span(_tokens * _outputs).Fill(float.NaN);
        var y = new MatrixView(_results.Pointer, _tokens, _outputs);
        kernel.Multiply(new Int8Product(blocks, Inputs(), bias.Pointer, y, firstGroup, endGroup ?? blocks.Lists.Groups), OutputOperator.None.Int8Finish);
        GC.KeepAlive(blocks);
        return _results.Span(_tokens * _outputs).ToArray();
    }

    /// <summary>The matrix for a layout of a kind.</summary>
    public IntegerWeights Weights(BlockGeometry geometry) => new(
        _outputs, _inputs, geometry.Lowest, geometry.Highest, [.. Enumerable.Repeat(1f, _outputs)], HasBlocks: true, (row, integers) =>
        {
            for (var i = 0; i < _inputs; i++)
            {
                integers[i] = _weights[row, i];
            }
        });

    public float[] Expected()
    {
        var expected = new float[_tokens * _outputs];
        for (var t = 0; t < _tokens; t++)
        {
            for (var o = 0; o < _outputs; o++)
            {
                long sum = 0;
                for (var i = 0; i < _inputs; i++)
                {
                    sum += (_x[t, i] - _zeroPoints[t]) * _weights[o, i];
                }

                Assert.That(Math.Abs(sum), Is.LessThan(1 << 24), "a float holds it exactly");
                expected[(t * _outputs) + o] = sum;
            }
        }

        return expected;
    }

    public void Dispose()
    {
        _integers.Dispose();
        _tokenValues.Dispose();
        _results.Dispose();
    }

    private QuantizedRows Inputs()
    {
        var rows = new QuantizedRows
        {
            Largest = QuantizedRows.KernelLargest,
            Data = (byte*)_integers.Pointer,
            Stride = QuantizedRows.StrideOf(_inputs),
            Scales = _tokenValues.Pointer,
            ZeroPoints = _tokenValues.Pointer + _tokens,
        };
        for (var t = 0; t < _tokens; t++)
        {
            new Span<byte>(rows.Row(t), rows.Stride).Fill(0xa5);
            (rows.Scales[t], rows.ZeroPoints[t]) = (1, _zeroPoints[t]);
            for (var i = 0; i < _inputs; i++)
            {
                rows.Row(t)[i] = _x[t, i];
            }
        }

        return rows;
    }

    private static void Each<T>(T[,] values, Func<int, int, T> f)
    {
        for (var i = 0; i < values.GetLength(0); i++)
        {
            for (var j = 0; j < values.GetLength(1); j++)
            {
                values[i, j] = f(i, j);
            }
        }
    }
}
