using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Autograd;

/// <summary>A value [rows x columns] of the forward pass and, once something wrote it, the loss's gradient with respect to it.</summary>
internal unsafe class Tensor
{
    private readonly NativeBuffer _value;
    private NativeBuffer? _gradient;
    private bool _released;

    public Tensor(NativeBuffer value, int rows, int columns)
    {
        _value = value;
        Rows = rows;
        Columns = columns;
    }

    public int Rows { get; }

    public int Columns { get; }

    public long Count => (long)Rows * Columns;

    public MatrixView Value => new(_value.Pointer, Rows, Columns);

    public Span<float> ValueSpan => new(_value.Pointer, checked((int)Count));

    /// <summary>Whether <see cref="Gradient"/> holds something; otherwise its first writer overwrites.</summary>
    public bool HasGradient { get; private set; }

    /// <summary>The gradient; only while <see cref="HasGradient"/>, or after <see cref="OpenGradient"/>.</summary>
    public MatrixView Gradient => _gradient is { } buffer
        ? new(buffer.Pointer, Rows, Columns)
        : throw new InvalidOperationException("No gradient reached this tensor.");

    public Span<float> GradientSpan => new(Gradient.Data, checked((int)Count));

    /// <summary>Makes the gradient writable and marks it as written.</summary>
    /// <returns>Whether it already holds a value, to which the caller must add.</returns>
    public virtual bool OpenGradient(BufferPool pool)
    {
        _gradient ??= pool.Rent(Count);
        var accumulate = HasGradient;
        HasGradient = true;
        return accumulate;
    }

    /// <summary>The gradient to add to: zero where nothing was written yet.</summary>
    public MatrixView AddableGradient(BufferPool pool)
    {
        if (!OpenGradient(pool))
        {
            GradientSpan.Clear();
        }

        return Gradient;
    }

    /// <summary>Forgets the gradient's content and keeps its memory.</summary>
    public void ClearGradient() => HasGradient = false;

    /// <summary>Gives both buffers back, unless that was done before.</summary>
    public void Release(BufferPool pool)
    {
        if (!_released)
        {
            _released = true;
            pool.Return(_value);
            ReleaseGradient(pool);
        }
    }

    /// <summary>Gives the gradient's memory back.</summary>
    public void ReleaseGradient(BufferPool pool)
    {
        if (_gradient is { } gradient)
        {
            pool.Return(gradient);
            _gradient = null;
        }

        HasGradient = false;
    }
}
