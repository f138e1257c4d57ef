using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The 16 rows of one group of outputs while a matrix is laid out in blocks.</summary>
internal sealed class GroupRows(int outputs, int inputs, Int8Blocks.RowReader readRow)
{
    private const int Outputs = Int8Blocks.BlockOutputs;
    private readonly sbyte[] _row = new sbyte[Int8Blocks.StepsOf(inputs) * Int8Blocks.BlockInputs];
    private readonly sbyte[] _blocks = new sbyte[Int8Blocks.StepsOf(inputs) * Int8Blocks.BlockSize];
    private readonly int[] _sums = new int[Outputs];

    /// <summary>Blocks of 4 inputs in a row.</summary>
    public int Steps { get; } = Int8Blocks.StepsOf(inputs);

    public void Read(int group)
    {
        var quads = MemoryMarshal.Cast<sbyte, int>(_blocks.AsSpan());
        for (var i = 0; i < Outputs; i++)
        {
            var output = (group * Outputs) + i;
            _row.AsSpan().Clear();
            if (output < outputs)
            {
                readRow(output, _row.AsSpan(0, inputs));
            }

            var source = MemoryMarshal.Cast<sbyte, int>(_row.AsSpan());
            for (var step = 0; step < source.Length; step++)
            {
                quads[(step * Outputs) + i] = source[step];
            }

            _sums[i] = SumOf(_row);
        }
    }

    public ReadOnlySpan<sbyte> Block(int step) => _blocks.AsSpan(step * Int8Blocks.BlockSize, Int8Blocks.BlockSize);

    public int CountBlocks(BlockForm form)
    {
        var count = 0;
        for (var step = 0; step < Steps; step++)
        {
            var block = Block(step);
            count += block.ContainsAnyExcept((sbyte)0) ? form.CountFor(block) : 0;
        }

        return count;
    }

    public int Sum(int row) => _sums[row];

    private static int SumOf(ReadOnlySpan<sbyte> row)
    {
        var sum = 0;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum;
    }
}
