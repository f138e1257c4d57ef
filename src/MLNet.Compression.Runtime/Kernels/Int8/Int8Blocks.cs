using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>An int8 matrix as lists of blocks of 16 outputs x 4 inputs, the step of every int8 kernel.</summary>
/// <remarks>
/// Outputs come in groups of 16. A group's blocks lie one after another, 64 bytes each: output by output its 4 inputs. An index names
/// the 4 inputs of a block. Blocks of zeros are left out, but for those that fill up a kernel's runs. Edges are filled up with zeros.
/// </remarks>
internal sealed unsafe class Int8Blocks
{
    public const int BlockOutputs = 16;
    public const int BlockInputs = 4;
    public const int BlockSize = BlockOutputs * BlockInputs;

    /// <summary>The most inputs for which no 32-bit accumulator overflows: 2^31 / (127 x 127), rounded down to whole blocks.</summary>
    public const int MaxInputs = 133_144;

    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer _indices;
    private readonly AlignedBuffer _scales;
    private readonly AlignedBuffer _sums;

    private Int8Blocks(int outputs, int inputs, int blocksAtOnce, int[] groupStarts)
    {
        Outputs = outputs;
        Inputs = inputs;
        BlocksAtOnce = blocksAtOnce;
        GroupStarts = groupStarts;
        _values = new AlignedBuffer((long)groupStarts[^1] * BlockSize);
        _indices = new AlignedBuffer((long)groupStarts[^1] * sizeof(ushort));
        _scales = new AlignedBuffer((long)Groups * BlockOutputs * sizeof(float));
        _sums = new AlignedBuffer((long)Groups * BlockOutputs * sizeof(int));
    }

    /// <summary>Fills a row of integers [inputs].</summary>
    public delegate void RowReader(int row, Span<sbyte> integers);

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>The length of the runs that blocks are laid out in; see <see cref="SafeRuns"/>.</summary>
    public int BlocksAtOnce { get; }

    public int Groups => GroupStarts.Length - 1;

    /// <summary>The first block of each group, and the number of blocks at the end [groups + 1].</summary>
    public int[] GroupStarts { get; }

    /// <summary>The scale of each output, 0 beyond the last [groups x 16].</summary>
    public float* Scales => (float*)_scales.Pointer;

    /// <summary>The sum of the integers of each output [groups x 16].</summary>
    public int* Sums => (int*)_sums.Pointer;

    /// <summary>Blocks that cover the inputs.</summary>
    public static int StepsOf(int inputs) => (inputs + BlockInputs - 1) / BlockInputs;

    /// <summary>Bytes that a token's inputs take: whole vectors of 16.</summary>
    public static int PaddedLength(int inputs) => (inputs + 15) / 16 * 16;

    public sbyte* BlocksOf(int group) => (sbyte*)_values.Pointer + ((nint)GroupStarts[group] * BlockSize);

    /// <summary>The indices of a group's blocks.</summary>
    public ushort* IndicesOf(int group) => (ushort*)_indices.Pointer + GroupStarts[group];

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
        var starts = new int[((outputs + BlockOutputs - 1) / BlockOutputs) + 1];
        var rows = new GroupRows(outputs, inputs, readRow);
        var runs = new SafeRuns(StepsOf(inputs), blocksAtOnce);
        var order = new List<int>();
        var sums = new int[BlockOutputs];
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

        var blocks = new Int8Blocks(outputs, inputs, blocksAtOnce, starts);
        scales.CopyTo(new Span<float>(blocks.Scales, outputs));
        for (var group = 0; group < blocks.Groups; group++)
        {
            rows.Read(group, new Span<int>(blocks.Sums + (group * BlockOutputs), BlockOutputs));
            blocks.Fill(group, rows, CollectionsMarshal.AsSpan(order)[starts[group]..starts[group + 1]]);
        }

        return blocks;
    }

    /// <summary>The integers of one output, zeros included [inputs].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void CopyRow(int output, Span<sbyte> integers)
    {
        var group = output / BlockOutputs;
        var block = BlocksOf(group) + (output % BlockOutputs * BlockInputs);
        var indices = IndicesOf(group);
        integers.Clear();
        for (var i = 0; i < GroupStarts[group + 1] - GroupStarts[group]; i++, block += BlockSize)
        {
            var start = BlockInputs * indices[i];
            for (var input = 0; input < Math.Min(BlockInputs, Inputs - start); input++)
            {
                integers[start + input] += block[input];
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Fill(int group, GroupRows rows, ReadOnlySpan<int> order)
    {
        var target = BlocksOf(group);
        var indices = IndicesOf(group);
        for (var i = 0; i < order.Length; i++, target += BlockSize)
        {
            if (order[i] != SafeRuns.Filler)
            {
                rows.Block(order[i]).CopyTo(new Span<sbyte>(target, BlockSize));
                indices[i] = (ushort)order[i];
            }
        }
    }
}
