using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A matrix [n x n] for as long as it is not disposed; its content is undefined.</summary>
internal readonly unsafe struct SquareScratch : IDisposable
{
    private readonly BufferPool _pool;
    private readonly NativeBuffer _buffer;

    public SquareScratch(BufferPool pool, int n)
    {
        _pool = pool;
        _buffer = pool.Rent((long)n * n);
        Matrix = new MatrixView(_buffer.Pointer, n, n);
    }

    public MatrixView Matrix { get; }

    public void Dispose() => _pool.Return(_buffer);
}
