using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A matrix of integers as lists of blocks of 16 or 4 outputs x 4 inputs, as the kernels take them.</summary>
/// <remarks>
/// Blocks of zeros are left out, but for those that fill up runs; where there are hardly any, all blocks stay, in order and
/// without indices, if the kernel takes that. Edges are filled up with zeros.
/// </remarks>
internal sealed unsafe class Int8Blocks
{
    /// <summary>Inputs of a block.</summary>
    public const int BlockInputs = BlockLists.InputBytes;

    /// <summary>The most inputs for which no 32-bit accumulator overflows: 2^31 / (127 x 127), rounded down to whole blocks.</summary>
    public const int MaxInputs = 133_144;

    /// <summary>Share of the blocks above which all are kept and no indices.</summary>
    private const double MostKept = 0.95;

    private readonly NativeBuffer _scales;
    private readonly NativeBuffer _sums;

    private Int8Blocks(IntegerWeights weights, BlockLists lists)
    {
        Outputs = weights.Outputs;
        Inputs = weights.Inputs;
        Lists = lists;
        _scales = NativeBuffer.Cleared<float>((long)lists.Groups * BlockLists.Outputs);
        _sums = NativeBuffer.Cleared<int>((long)lists.Groups * BlockLists.Outputs);
        weights.Scales.CopyTo(new Span<float>(Scales, Outputs));
    }

    public int Outputs { get; }

    public int Inputs { get; }

    public BlockLists Lists { get; }

    /// <summary>The scale of each output, 0 beyond the last [groups x 16].</summary>
    public float* Scales => _scales.Pointer;

    /// <summary>The sum of the integers of each output [groups x 16].</summary>
    public int* Sums => (int*)_sums.Pointer;

    /// <summary>Blocks that cover the inputs.</summary>
    public static int BlocksAcross(int inputs) => (inputs + BlockInputs - 1) / BlockInputs;

    /// <summary>Bytes that a token's inputs take: whole vectors of 16.</summary>
    public static int PaddedLength(int inputs) => (inputs + 15) / 16 * 16;

    /// <summary>Lays a matrix out for a kernel that takes it.</summary>
    public static Int8Blocks Build(IntegerWeights weights, Int8Kernel kernel) => TryBuild(weights, kernel, double.PositiveInfinity)!;

    /// <summary>Lays a matrix out; null if that takes more than <paramref name="mostGrowth"/> times the blocks that the matrix has.</summary>
    public static Int8Blocks? TryBuild(IntegerWeights weights, Int8Kernel kernel, double mostGrowth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weights.Inputs, kernel.MostInputs);
        var geometry = kernel.Geometry;
        var starts = new int[(BlockLists.GroupsOf(weights.Outputs) * geometry.ListsOfGroup) + 1];
        var rows = new ListRows(weights, geometry.Outputs);
        var blocksAcross = BlocksAcross(weights.Inputs);
        var runs = new SafeRuns(blocksAcross, rows.BlockLength, kernel.RunLength);
        var order = new List<int>();
        var sums = new int[geometry.Outputs];
        for (var list = 0; list < starts.Length - 1; list++)
        {
            rows.Read(list, sums);
            runs.Append(rows.Blocks, order);
            Fill(order, kernel.BlocksAtOnce);
            starts[list + 1] = order.Count;
        }

        var kept = order.Count - CollectionsMarshal.AsSpan(order).Count(SafeRuns.Filler);
        if (order.Count / Math.Max(1.0, kept) > mostGrowth && kernel.RunLength > 1)
        {
            return null;
        }

        var inOrder = kernel.TakesInOrder && kept > MostKept * blocksAcross * (starts.Length - 1);
        if (inOrder)
        {
            AllInOrder(order, starts, blocksAcross, kernel.BlocksAtOnce);
        }

        var blocks = new Int8Blocks(weights, new BlockLists(starts, geometry, inOrder));
        for (var list = 0; list < starts.Length - 1; list++)
        {
            rows.Read(list, new Span<int>(blocks.Sums + (list * geometry.Outputs), geometry.Outputs));
            blocks.Fill(list, rows, CollectionsMarshal.AsSpan(order)[starts[list]..starts[list + 1]]);
        }

        return blocks;
    }

    /// <summary>The integers of one output, zeros included [inputs].</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void CopyRow(int output, Span<sbyte> integers)
    {
        var geometry = Lists.Geometry;
        var (group, list, unused) = (output / BlockLists.Outputs, output / geometry.Outputs, 8 - geometry.Bits);
        var first = FirstOf(list);
        var blocks = Lists.BlocksOf(group);
        var indices = Lists.IndicesOf(group);
        integers.Clear();
        for (var i = 0; i < Lists.CountOf(list); i++)
        {
            var start = BlockInputs * (indices is null ? i : indices[first + i]);
            var (place, bit) = geometry.PlaceOf(first + i);
            var codes = blocks + place + (output % geometry.Outputs * BlockInputs);
            for (var input = 0; input < Math.Min(BlockInputs, Inputs - start); input++)
            {
                integers[start + input] += (sbyte)((sbyte)(codes[input] >> bit << unused) >> unused);
            }
        }

        GC.KeepAlive(this);
    }

    private static void Fill(List<int> order, int blocksAtOnce)
    {
        while (order.Count % blocksAtOnce != 0)
        {
            order.Add(SafeRuns.Filler);
        }
    }

    private static void AllInOrder(List<int> order, int[] starts, int blocksAcross, int blocksAtOnce)
    {
        order.Clear();
        for (var list = 0; list < starts.Length - 1; list++)
        {
            order.AddRange(Enumerable.Range(0, blocksAcross));
            Fill(order, blocksAtOnce);
            starts[list + 1] = order.Count;
        }
    }

    /// <summary>A list's first block, counted from that of its group.</summary>
    private int FirstOf(int list)
    {
        var starts = Lists.StartsOf(list / Lists.Geometry.ListsOfGroup);
        return starts[list % Lists.Geometry.ListsOfGroup] - starts[0];
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Fill(int list, ListRows rows, ReadOnlySpan<int> order)
    {
        var (geometry, group, first) = (Lists.Geometry, list / Lists.Geometry.ListsOfGroup, FirstOf(list));
        var blocks = Lists.BlocksOf(group);
        var indices = Lists.IndicesOf(group);
        for (var i = 0; i < order.Length; i++)
        {
            if (order[i] == SafeRuns.Filler)
            {
                continue;
            }

            var (place, bit) = geometry.PlaceOf(first + i);
            Put(rows.Block(order[i]), blocks + place, bit, (1 << geometry.Bits) - 1);
            if (indices is not null)
            {
                indices[first + i] = (ushort)order[i];
            }
        }
    }

    /// <summary>Puts a block into the bits of its place.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static void Put(ReadOnlySpan<sbyte> block, byte* place, int shift, int mask)
    {
        for (var i = 0; i < block.Length; i++)
        {
            place[i] |= (byte)((block[i] & mask) << shift);
        }
    }
}
