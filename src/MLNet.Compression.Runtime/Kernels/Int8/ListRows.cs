using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The rows of one list, cut into blocks, while a matrix is laid out.</summary>
/// <param name="weights">The matrix.</param>
/// <param name="rows">Rows of a list.</param>
internal sealed class ListRows(IntegerWeights weights, int rows)
{
    private readonly sbyte[] _row = new sbyte[Int8Blocks.BlocksAcross(weights.Inputs) * Int8Blocks.BlockInputs];
    private readonly sbyte[] _blocks = new sbyte[Int8Blocks.BlocksAcross(weights.Inputs) * Int8Blocks.BlockInputs * rows];

    /// <summary>The blocks in order, 4 integers of each row each.</summary>
    public ReadOnlySpan<sbyte> Blocks => _blocks;

    /// <summary>Integers of a block.</summary>
    public int BlockLength => Int8Blocks.BlockInputs * rows;

    public ReadOnlySpan<sbyte> Block(int index) => _blocks.AsSpan(index * BlockLength, BlockLength);

    /// <summary>Reads a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="sums">Receives the sum of each row [rows].</param>
    public void Read(int list, Span<int> sums)
    {
        for (var i = 0; i < rows; i++)
        {
            var output = (list * rows) + i;
            _row.AsSpan().Clear();
            if (output < weights.Outputs)
            {
                weights.ReadRow(output, _row.AsSpan(0, weights.Inputs));
            }

            sums[i] = Spread(_row, i, rows, _blocks);
        }
    }

    /// <summary>Puts each 4 integers of a row into their block; returns the sum of all.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static int Spread(ReadOnlySpan<sbyte> row, int place, int rows, Span<sbyte> blocks)
    {
        var source = MemoryMarshal.Cast<sbyte, int>(row);
        var target = MemoryMarshal.Cast<sbyte, int>(blocks);
        var sum = 0;
        for (var index = 0; index < source.Length; index++)
        {
            var quad = source[index];
            target[(index * rows) + place] = quad;
            sum += (sbyte)quad + (sbyte)(quad >> 8) + (sbyte)(quad >> 16) + (quad >> 24);
        }

        return sum;
    }
}
