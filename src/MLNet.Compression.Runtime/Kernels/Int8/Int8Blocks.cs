using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>An int8 matrix as lists of blocks of 16 outputs x 4 inputs, the step of every int8 kernel.</summary>
/// <remarks>
/// Outputs come in groups of 16. A group's blocks lie one after another, 64 bytes each: output by output its 4 inputs. An index names
/// the 4 inputs of a block, and their arrangement; a dense matrix in plain form has all blocks in order and no indices. Edges are
/// filled up with zeros.
/// </remarks>
internal sealed unsafe class Int8Blocks
{
    public const int BlockOutputs = 16;
    public const int BlockInputs = 4;
    public const int BlockSize = BlockOutputs * BlockInputs;

    /// <summary>The most inputs for which no 32-bit accumulator overflows: 2^31 / (255 x 127), rounded down to whole blocks.</summary>
    public const int MaxInputs = 66304;

    /// <summary>From this share of blocks on, storing all is as fast and smaller.</summary>
    private const double DenseShare = 0.97;

    private readonly AlignedBuffer _values;
    private readonly AlignedBuffer? _indices;
    private readonly AlignedBuffer _scales;
    private readonly AlignedBuffer _sums;
    private readonly AlignedBuffer _offsets;

    // Indices of one arrangement.
    private readonly int _steps;

    private Int8Blocks(int outputs, int inputs, BlockForm form, int[] groupStarts, bool dense)
    {
        Outputs = outputs;
        Inputs = inputs;
        Form = form;
        GroupStarts = groupStarts;
        _steps = ArrangementLength(inputs) / BlockInputs;
        _values = new AlignedBuffer((long)groupStarts[^1] * BlockSize);
        _indices = dense ? null : new AlignedBuffer((long)groupStarts[^1] * sizeof(ushort));
        _scales = new AlignedBuffer((long)Groups * BlockOutputs * sizeof(float));
        _sums = new AlignedBuffer((long)Groups * BlockOutputs * sizeof(int));
        _offsets = new AlignedBuffer((long)Groups * BlockOutputs * sizeof(int));
    }

    /// <summary>Fills a row of integers [inputs].</summary>
    public delegate void RowReader(int row, Span<sbyte> integers);

    public int Outputs { get; }

    public int Inputs { get; }

    public BlockForm Form { get; }

    /// <summary>Blocks there are for each block of the matrix: more than 1 where the form had to double some.</summary>
    public double Growth { get; private init; }

    public int Groups => GroupStarts.Length - 1;

    /// <summary>Whether blocks are listed; if not, all are there, in order.</summary>
    public bool HasIndices => _indices is not null;

    /// <summary>The first block of each group, and the number of blocks at the end [groups + 1].</summary>
    public int[] GroupStarts { get; }

    /// <summary>The scale of each output, 0 beyond the last [groups x 16].</summary>
    public float* Scales => (float*)_scales.Pointer;

    /// <summary>The sum of the integers of each output [groups x 16].</summary>
    public int* Sums => (int*)_sums.Pointer;

    /// <summary>What complemented inputs leave to be added to each output's sum [groups x 16].</summary>
    public int* Offsets => (int*)_offsets.Pointer;

    /// <summary>Blocks that cover the inputs.</summary>
    public static int StepsOf(int inputs) => (inputs + BlockInputs - 1) / BlockInputs;

    /// <summary>Bytes that one arrangement of a token's inputs takes: whole vectors of 16.</summary>
    public static int ArrangementLength(int inputs) => (inputs + 15) / 16 * 16;

    public sbyte* BlocksOf(int group) => (sbyte*)_values.Pointer + ((nint)GroupStarts[group] * BlockSize);

    /// <summary>The indices of a group's blocks; null in a dense matrix.</summary>
    public ushort* IndicesOf(int group) => _indices is null ? null : (ushort*)_indices.Pointer + GroupStarts[group];

    /// <summary>Lays a matrix out, leaving out blocks of zeros.</summary>
    public static Int8Blocks Build(int outputs, int inputs, BlockForm form, ReadOnlySpan<float> scales, RowReader readRow)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, MaxInputs);
        var groups = (outputs + BlockOutputs - 1) / BlockOutputs;
        var steps = StepsOf(inputs);
        var rows = new GroupRows(outputs, inputs, readRow);
        var choices = new byte[groups * steps];
        Span<int> sums = stackalloc int[BlockOutputs];
        for (var group = 0; group < groups; group++)
        {
            rows.Read(group, sums);
            form.Choose(rows.Blocks, choices.AsSpan(group * steps, steps));
        }

        var dense = form.CanDropIndices && choices.AsSpan().Count(BlockForm.Absent) <= (1 - DenseShare) * choices.Length;
        var starts = FindStarts(choices, groups, dense);
        var kept = choices.Length - choices.AsSpan().Count(BlockForm.Absent);
        var blocks = new Int8Blocks(outputs, inputs, form, starts, dense) { Growth = dense ? 1 : starts[groups] / Math.Max(1.0, kept) };
        scales.CopyTo(new Span<float>(blocks.Scales, outputs));
        for (var group = 0; group < groups; group++)
        {
            rows.Read(group, new Span<int>(blocks.Sums + (group * BlockOutputs), BlockOutputs));
            blocks.Fill(group, rows, choices.AsSpan(group * steps, steps));
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
            var index = indices == null ? i : indices[i];
            var start = BlockInputs * (index % _steps);
            for (var input = 0; input < Math.Min(BlockInputs, Inputs - start); input++)
            {
                var place = Form.PlaceOf(index / _steps, input);
                integers[start + input] += Form.IsComplemented(index / _steps, place) ? (sbyte)-block[place] : block[place];
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static int[] FindStarts(ReadOnlySpan<byte> choices, int groups, bool dense)
    {
        var starts = new int[groups + 1];
        var steps = choices.Length / groups;
        for (var i = 0; i < choices.Length; i++)
        {
            starts[(i / steps) + 1] += dense ? 1 : BlockForm.CountOf(choices[i]);
        }

        for (var group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        return starts;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void Fill(int group, GroupRows rows, ReadOnlySpan<byte> choices)
    {
        var target = BlocksOf(group);
        var indices = IndicesOf(group);
        for (var step = 0; step < choices.Length; step++)
        {
            var count = indices == null ? 1 : BlockForm.CountOf(choices[step]);
            if (count == 0)
            {
                continue;
            }

            Form.Write(rows.Block(step), choices[step], new Span<sbyte>(target, count * BlockSize));
            target += count * BlockSize;
            var arrangement = BlockForm.ArrangementOf(choices[step]);
            if (Form.IsComplemented(arrangement, BlockInputs - 1))
            {
                AddOffsets(group, rows.Block(step), arrangement);
            }

            for (; indices != null && count > 0; count--)
            {
                *indices++ = (ushort)((arrangement * _steps) + step);
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void AddOffsets(int group, ReadOnlySpan<sbyte> block, int arrangement)
    {
        var offsets = Offsets + (group * BlockOutputs);
        for (var input = 0; input < BlockInputs; input++)
        {
            for (var i = input; i < block.Length && Form.IsComplemented(arrangement, Form.PlaceOf(arrangement, input)); i += BlockInputs)
            {
                offsets[i / BlockInputs] += byte.MaxValue * block[i];
            }
        }
    }
}
