using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The 16 rows of one group of outputs, cut into blocks, while a matrix is laid out.</summary>
internal sealed class GroupRows(int outputs, int inputs, Int8Blocks.RowReader readRow)
{
    private const int Outputs = BlockLists.Outputs;
    private readonly sbyte[] _row = new sbyte[Int8Blocks.BlocksAcross(inputs) * Int8Blocks.BlockInputs];
    private readonly sbyte[] _blocks = new sbyte[Int8Blocks.BlocksAcross(inputs) * BlockLists.BlockBytes];

    /// <summary>The blocks in order, 64 integers each.</summary>
    public ReadOnlySpan<sbyte> Blocks => _blocks;

    public ReadOnlySpan<sbyte> Block(int index) => _blocks.AsSpan(index * BlockLists.BlockBytes, BlockLists.BlockBytes);

    /// <summary>Reads a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="sums">Receives the sum of each row [16].</param>
    public void Read(int group, Span<int> sums)
    {
        for (var i = 0; i < Outputs; i++)
        {
            var output = (group * Outputs) + i;
            _row.AsSpan().Clear();
            if (output < outputs)
            {
                readRow(output, _row.AsSpan(0, inputs));
            }

            sums[i] = Spread(_row, i, _blocks);
        }
    }

    /// <summary>Puts each 4 integers of a row into their block; returns the sum of all.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static int Spread(ReadOnlySpan<sbyte> row, int place, Span<sbyte> blocks)
    {
        var source = MemoryMarshal.Cast<sbyte, int>(row);
        var target = MemoryMarshal.Cast<sbyte, int>(blocks);
        var sum = 0;
        for (var index = 0; index < source.Length; index++)
        {
            var quad = source[index];
            target[(index * Outputs) + place] = quad;
            sum += (sbyte)quad + (sbyte)(quad >> 8) + (sbyte)(quad >> 16) + (quad >> 24);
        }

        return sum;
    }
}
