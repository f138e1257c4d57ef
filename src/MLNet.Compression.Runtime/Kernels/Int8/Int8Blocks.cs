using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>An int8 matrix as lists of blocks of 16 outputs x 4 inputs, as every int8 kernel takes them.</summary>
/// <remarks>
/// Blocks of zeros are left out, but for those that fill up a kernel's runs. Edges are filled up with zeros.
/// </remarks>
internal sealed unsafe class Int8Blocks
{
    /// <summary>Inputs of a block.</summary>
    public const int BlockInputs = BlockLists.InputBytes;

    /// <summary>The most inputs for which no 32-bit accumulator overflows: 2^31 / (127 x 127), rounded down to whole blocks.</summary>
    public const int MaxInputs = 133_144;

    private readonly NativeBuffer _scales;
    private readonly NativeBuffer _sums;

    private Int8Blocks(int outputs, int inputs, int blocksAtOnce, BlockLists lists)
    {
        Outputs = outputs;
        Inputs = inputs;
        BlocksAtOnce = blocksAtOnce;
        Lists = lists;
        _scales = NativeBuffer.Cleared<float>((long)lists.Groups * BlockLists.Outputs);
        _sums = NativeBuffer.Cleared<int>((long)lists.Groups * BlockLists.Outputs);
    }

    /// <summary>Fills a row of integers [inputs].</summary>
    public delegate void RowReader(int row, Span<sbyte> integers);

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>The length of the runs that blocks are laid out in; see <see cref="SafeRuns"/>.</summary>
    public int BlocksAtOnce { get; }

    public BlockLists Lists { get; }

    /// <summary>The scale of each output, 0 beyond the last [groups x 16].</summary>
    public float* Scales => _scales.Pointer;

    /// <summary>The sum of the integers of each output [groups x 16].</summary>
    public int* Sums => (int*)_sums.Pointer;

    /// <summary>Blocks that cover the inputs.</summary>
    public static int BlocksAcross(int inputs) => (inputs + BlockInputs - 1) / BlockInputs;

    /// <summary>Bytes that a token's inputs take: whole vectors of 16.</summary>
    public static int PaddedLength(int inputs) => (inputs + 15) / 16 * 16;

    /// <summary>Lays a matrix out.</summary>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="blocksAtOnce">The kernel's <see cref="Int8Kernel.BlocksAtOnce"/>.</param>
    /// <param name="scales">The scale of each row.</param>
    /// <param name="readRow">Fills a row with integers in [-127, 127].</param>
    public static Int8Blocks Build(int outputs, int inputs, int blocksAtOnce, ReadOnlySpan<float> scales, RowReader readRow) =>
        TryBuild(outputs, inputs, blocksAtOnce, double.PositiveInfinity, scales, readRow)!;

    /// <summary>Lays a matrix out; null if that takes more than <paramref name="mostGrowth"/> times the blocks that the matrix has.</summary>
    public static Int8Blocks? TryBuild(
        int outputs, int inputs, int blocksAtOnce, double mostGrowth, ReadOnlySpan<float> scales, RowReader readRow)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, MaxInputs);
        var starts = new int[BlockLists.GroupsOf(outputs) + 1];
        var rows = new GroupRows(outputs, inputs, readRow);
        var runs = new SafeRuns(BlocksAcross(inputs), blocksAtOnce);
        var order = new List<int>();
        var sums = new int[BlockLists.Outputs];
        for (var group = 0; group < starts.Length - 1; group++)
        {
            rows.Read(group, sums);
            runs.Append(rows.Blocks, order);
            starts[group + 1] = order.Count;
        }

        var kept = order.Count - CollectionsMarshal.AsSpan(order).Count(SafeRuns.Filler);
        if (order.Count / Math.Max(1.0, kept) > mostGrowth)
        {
            return null;
        }

        var blocks = new Int8Blocks(outputs, inputs, blocksAtOnce, new BlockLists(starts));
        scales.CopyTo(new Span<float>(blocks.Scales, outputs));
        for (var group = 0; group < blocks.Lists.Groups; group++)
        {
            rows.Read(group, new Span<int>(blocks.Sums + (group * BlockLists.Outputs), BlockLists.Outputs));
            blocks.Fill(group, rows, CollectionsMarshal.AsSpan(order)[starts[group]..starts[group + 1]]);
        }

        return blocks;
    }

    /// <summary>The integers of one output, zeros included [inputs].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void CopyRow(int output, Span<sbyte> integers)
    {
        var group = output / BlockLists.Outputs;
        var block = (sbyte*)Lists.BlocksOf(group) + (output % BlockLists.Outputs * BlockInputs);
        var indices = Lists.IndicesOf(group);
        integers.Clear();
        for (var i = 0; i < Lists.CountOf(group); i++, block += BlockLists.BlockBytes)
        {
            var start = BlockInputs * indices[i];
            for (var input = 0; input < Math.Min(BlockInputs, Inputs - start); input++)
            {
                integers[start + input] += block[input];
            }
        }

        GC.KeepAlive(this);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Fill(int group, GroupRows rows, ReadOnlySpan<int> order)
    {
        var target = Lists.BlocksOf(group);
        var indices = Lists.IndicesOf(group);
        for (var i = 0; i < order.Length; i++, target += BlockLists.BlockBytes)
        {
            if (order[i] != SafeRuns.Filler)
            {
                rows.Block(order[i]).CopyTo(new Span<sbyte>(target, BlockLists.BlockBytes));
                indices[i] = (ushort)order[i];
            }
        }
    }
}
