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
        var rows = new GroupRows(outputs, inputs, readRow);
        var starts = new int[groups + 1];
        var plain = 0;
        for (var group = 0; group < groups; group++)
        {
            rows.Read(group);
            starts[group + 1] = starts[group] + rows.CountBlocks(form);
            plain += rows.CountBlocks(BlockForm.Plain);
        }

        var dense = form.CanDropIndices && starts[groups] >= DenseShare * groups * rows.Steps;
        if (dense)
        {
            starts = [.. Enumerable.Range(0, groups + 1).Select(g => g * rows.Steps)];
        }

        var blocks = new Int8Blocks(outputs, inputs, form, starts, dense) { Growth = starts[groups] / Math.Max(1.0, dense ? starts[groups] : plain) };
        scales.CopyTo(new Span<float>(blocks.Scales, outputs));
        for (var group = 0; group < groups; group++)
        {
            rows.Read(group);
            blocks.Fill(group, rows);
        }

        return blocks;
    }

    /// <summary>The integers of one output, zeros included [inputs].</summary>
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

    private void Fill(int group, GroupRows rows)
    {
        var target = BlocksOf(group);
        var indices = IndicesOf(group);
        for (var step = 0; step < rows.Steps; step++)
        {
            var block = rows.Block(step);
            if (indices != null && !block.ContainsAnyExcept((sbyte)0))
            {
                continue;
            }

            var count = Form.CountFor(block);
            var arrangement = Form.Write(block, new Span<sbyte>(target, count * BlockSize));
            target += count * BlockSize;
            AddOffsets(group, block, arrangement);
            for (; indices != null && count > 0; count--)
            {
                *indices++ = (ushort)((arrangement * _steps) + step);
            }
        }

        for (var i = 0; i < BlockOutputs; i++)
        {
            Sums[(group * BlockOutputs) + i] = rows.Sum(i);
        }
    }

    private void AddOffsets(int group, ReadOnlySpan<sbyte> block, int arrangement)
    {
        for (var i = 0; i < block.Length; i++)
        {
            var place = Form.PlaceOf(arrangement, i % BlockInputs);
            Offsets[(group * BlockOutputs) + (i / BlockInputs)] += Form.IsComplemented(arrangement, place) ? byte.MaxValue * block[i] : 0;
        }
    }
}
