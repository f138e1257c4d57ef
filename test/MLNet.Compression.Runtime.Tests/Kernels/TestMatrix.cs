using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>A matrix between canaries: the view may be strided, and what lies around it must stay as it was.</summary>
internal sealed unsafe class TestMatrix : IDisposable
{
    private const int Margin = 32;
    private const float Canary = 12345.678f;

    private readonly NativeBuffer _buffer;

    public TestMatrix(int rows, int columns, int padding = 0)
    {
        var stride = columns + padding;
        _buffer = new NativeBuffer(((long)rows * stride) + (2 * Margin));
        _buffer.Span((int)_buffer.Length).Fill(Canary);
        View = new MatrixView(_buffer.Pointer + Margin, rows, columns, stride);
        for (var i = 0; i < rows; i++)
        {
            View.RowSpan(i).Clear();
        }
    }

    public MatrixView View { get; }

    public int Rows => View.Rows;

    public int Columns => View.Columns;

    public float* Data => View.Data;

    public float this[int row, int column]
    {
        get => View.Row(row)[column];
        set => View.Row(row)[column] = value;
    }

    /// <summary>Uniform values in [-scale, scale).</summary>
    public static TestMatrix Random(int rows, int columns, int seed, int padding = 0, float scale = 1f)
    {
        var matrix = new TestMatrix(rows, columns, padding);
        var random = new Random(seed);
        for (var i = 0; i < rows; i++)
        {
            foreach (ref var value in matrix.View.RowSpan(i))
            {
                value = scale * (float)((2 * random.NextDouble()) - 1);
            }
        }

        return matrix;
    }

    public TestMatrix Copy()
    {
        var copy = new TestMatrix(Rows, Columns, View.Stride - Columns);
        for (var i = 0; i < Rows; i++)
        {
            View.RowSpan(i).CopyTo(copy.View.RowSpan(i));
        }

        return copy;
    }

    /// <summary>The values, row by row, without padding.</summary>
    public float[] ToArray()
    {
        var values = new float[Rows * Columns];
        for (var i = 0; i < Rows; i++)
        {
            View.RowSpan(i).CopyTo(values.AsSpan(i * Columns));
        }

        return values;
    }

    /// <summary>The values as bits, so that equality means identity.</summary>
    public int[] ToBits() => Array.ConvertAll(ToArray(), BitConverter.SingleToInt32Bits);

    /// <summary>Fails the test if something was written around the view.</summary>
    public void AssertCanaries()
    {
        var start = (int)(View.Data - _buffer.Pointer);
        var used = Rows * View.Stride;
        for (var i = 0; i < start + used + Margin; i++)
        {
            var inside = i >= start && i < start + used && (i - start) % View.Stride < Columns;
            if (!inside && _buffer.Pointer[i] != Canary)
            {
                Assert.Fail($"Float {i - start} of a {Rows} x {Columns} matrix with stride {View.Stride} was overwritten.");
            }
        }
    }

    public void Dispose() => _buffer.Dispose();
}
