using System.Diagnostics;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Allocation;

/// <summary>A stored matrix that is used, again and again, as the scorer uses it.</summary>
internal sealed unsafe class TimedMatrix : IDisposable
{
    private const double LeastMilliseconds = 0.05;
    private readonly WeightMatrix _matrix;
    private readonly LinearKernel? _kernel;
    private readonly IntegerBuffer _integers = new();
    private readonly NativeBuffer _x;
    private readonly NativeBuffer _y;
    private readonly List<double> _times = [];
    private readonly int _tokens;

    /// <param name="matrix">The matrix; laid out for a kernel if it is multiplied.</param>
    /// <param name="tokens">Tokens that it is used with at once.</param>
    /// <param name="isLookedUp">Whether its rows are looked up.</param>
    public TimedMatrix(WeightMatrix matrix, int tokens, bool isLookedUp)
    {
        (_matrix, _tokens) = (matrix, tokens);
        _kernel = isLookedUp ? null : MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None));
        (_x, _y) = (new NativeBuffer((long)tokens * matrix.Columns), new NativeBuffer((long)tokens * matrix.Rows));
        var x = _x.Span(tokens * matrix.Columns);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = MathF.Sin(i);
        }
    }

    /// <summary>The median of what <see cref="Run"/> measured.</summary>
    public double Milliseconds => _times.Order().ElementAt(_times.Count / 2);

    /// <summary>Takes a turn: measures what one use takes.</summary>
    public void Run()
    {
        var (uses, start) = (0, Stopwatch.GetTimestamp());
        var elapsed = 0.0;
        while (elapsed < LeastMilliseconds)
        {
            Use();
            uses++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        _times.Add(elapsed / uses);
    }

    public void Dispose()
    {
        _integers.Dispose();
        _x.Dispose();
        _y.Dispose();
    }

    private void Use()
    {
        var x = new MatrixView(_x.Pointer, _tokens, _matrix.Columns);
        if (_kernel is null)
        {
            for (var token = 0; token < _tokens; token++)
            {
                _matrix.DecodeRowUnchecked((int)(token * 7919L % _matrix.Rows), x.RowSpan(token));
            }
        }
        else
        {
            _kernel.Multiply(_integers.Convert(x, _kernel.InputFormat), new MatrixView(_y.Pointer, _tokens, _matrix.Rows), 0, _matrix.Rows);
        }

        GC.KeepAlive(this);
    }
}
