using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>An fp32 matrix as lists: for each 16 outputs the inputs of which one has a weight other than zero.</summary>
internal sealed unsafe class FloatBlocks : FloatLayout
{
    /// <summary>Share of the inputs of all groups above which the whole matrix is multiplied as fast.</summary>
    private const double MostKept = 0.9;

    // Indices are 16 bits.
    private const int MostInputs = ushort.MaxValue + 1;

    private FloatBlocks(int outputs, int inputs, BlockLists lists)
        : base(outputs, inputs) => Lists = lists;

    public BlockLists Lists { get; }

    /// <summary>Lays a matrix out; null if too few blocks are zero, or there are more inputs than indices.</summary>
    /// <param name="outputs">Rows.</param>
    /// <param name="inputs">Columns.</param>
    /// <param name="readRow">Fills a row.</param>
    public static FloatBlocks? TryBuild(int outputs, int inputs, RowReader readRow)
    {
        if (inputs > MostInputs)
        {
            return null;
        }

        var starts = new int[BlockLists.GroupsOf(outputs) + 1];
        var kept = new List<ushort>();
        var rows = new float[BlockLists.Outputs * inputs];
        var most = MostKept * inputs * (starts.Length - 1);
        for (var group = 0; group < starts.Length - 1 && kept.Count <= most; group++)
        {
            ReadGroup(group, outputs, inputs, readRow, rows);
            AddKept(rows, inputs, kept);
            starts[group + 1] = kept.Count;
        }

        if (kept.Count > most)
        {
            return null;
        }

        var blocks = new FloatBlocks(outputs, inputs, new BlockLists(starts, BlockGeometry.Bytes));
        for (var group = 0; group < starts.Length - 1; group++)
        {
            ReadGroup(group, outputs, inputs, readRow, rows);
            blocks.Fill(group, rows, CollectionsMarshal.AsSpan(kept)[starts[group]..starts[group + 1]]);
        }

        return blocks;
    }

    [MethodImpl(KernelMethod.Standalone)]
    public override void CopyRow(int output, Span<float> weights)
    {
        var group = output / BlockLists.Outputs;
        var block = (float*)Lists.BlocksOf(group) + (output % BlockLists.Outputs);
        var indices = Lists.IndicesOf(group);
        weights.Clear();
        for (var i = 0; i < Lists.CountOf(group); i++, block += BlockLists.Outputs)
        {
            weights[indices[i]] = *block;
        }

        GC.KeepAlive(this);
    }

    public override LinearKernel CreateKernel(LinearEnd end) => new FloatBlockLinearKernel(this, end);

    /// <summary>The rows of a group [16 x inputs], zeros beyond the last.</summary>
    private static void ReadGroup(int group, int outputs, int inputs, RowReader readRow, Span<float> rows)
    {
        for (var i = 0; i < BlockLists.Outputs; i++)
        {
            var row = rows.Slice(i * inputs, inputs);
            var output = (group * BlockLists.Outputs) + i;
            if (output < outputs)
            {
                readRow(output, row);
            }
            else
            {
                row.Clear();
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void AddKept(ReadOnlySpan<float> rows, int inputs, List<ushort> kept)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var weight = input; weight < rows.Length; weight += inputs)
            {
                if (rows[weight] != 0)
                {
                    kept.Add((ushort)input);
                    break;
                }
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Fill(int group, ReadOnlySpan<float> rows, ReadOnlySpan<ushort> kept)
    {
        var target = (float*)Lists.BlocksOf(group);
        kept.CopyTo(new Span<ushort>(Lists.IndicesOf(group), kept.Length));
        foreach (var input in kept)
        {
            for (var weight = (int)input; weight < rows.Length; weight += Inputs)
            {
                *target++ = rows[weight];
            }
        }
    }
}
