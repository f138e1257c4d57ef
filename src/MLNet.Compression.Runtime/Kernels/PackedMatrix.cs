using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>A right factor B [k x n], laid out once for several products (weights of a step, or of a model).</summary>
/// <remarks>Several threads may multiply by it; packing anew while one does is not allowed.</remarks>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly NativeBuffer _buffer;

    /// <summary>An empty factor for <see cref="Pack"/> to fill.</summary>
    /// <param name="inner">Rows of B: k.</param>
    /// <param name="columns">Columns of B: n.</param>
    public PackedMatrix(int inner, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        InstructionSet = InstructionSets.Current;
        var width = InstructionSets.TileColumns(InstructionSet);
        _buffer = new NativeBuffer(PackedPanels.LengthOf(columns, inner, width));
        Panels = new PackedPanels(_buffer.Pointer, columns, inner, width);
    }

    /// <summary>Packs B [k x n] or, transposed, [n x k].</summary>
    public PackedMatrix(MatrixView b, bool transposeB, WorkerPool pool)
        : this(transposeB ? b.Columns : b.Rows, transposeB ? b.Rows : b.Columns)
    {
        Pack(b, transposeB, pool);
    }

    /// <summary>Rows of B: k.</summary>
    public int Inner => Panels.Steps;

    /// <summary>Columns of B: n.</summary>
    public int Columns => Panels.Columns;

    /// <summary>The layout belongs to the kernels of this set.</summary>
    internal InstructionSet InstructionSet { get; }

    internal PackedPanels Panels { get; }

    /// <summary>Replaces the content by another B of the same shape, stored as [k x n] or, transposed, [n x k].</summary>
    public void Pack(MatrixView b, bool transposeB, WorkerPool pool)
    {
        var factor = Factor.Right(b, transposeB);
        if (factor.Steps != Inner || factor.Lines != Columns)
        {
            throw new ArgumentException($"Expected a factor of {Inner} x {Columns}, got {factor.Steps} x {factor.Lines}.", nameof(b));
        }

        pool.Run(Panels.Count, PackWork.PanelsPerPart(Panels), new PackWork(factor, 0, Panels), InstructionSet);
        GC.KeepAlive(this);
    }

    public void Dispose() => _buffer.Dispose();
}
