namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The 16 rows of one group of outputs while a matrix is laid out in blocks.</summary>
internal sealed class GroupRows(int outputs, int inputs, int steps, Int8Blocks.RowReader readRow)
{
    private readonly sbyte[] _rows = new sbyte[Int8Blocks.BlockOutputs * steps * Int8Blocks.BlockInputs];

    /// <summary>Blocks of 4 inputs in a row.</summary>
    public int Steps { get; } = steps;

    private int Stride => Steps * Int8Blocks.BlockInputs;

    public void Read(int group)
    {
        var first = group * Int8Blocks.BlockOutputs;
        for (var i = 0; i < Int8Blocks.BlockOutputs; i++)
        {
            var row = Row(i);
            if (first + i < outputs)
            {
                readRow(first + i, row[..inputs]);
            }
            else
            {
                row.Clear();
            }
        }
    }

    public int CountBlocks()
    {
        var count = 0;
        for (var step = 0; step < Steps; step++)
        {
            count += HasBlock(step) ? 1 : 0;
        }

        return count;
    }

    public bool HasBlock(int step)
    {
        for (var i = 0; i < Int8Blocks.BlockOutputs; i++)
        {
            if (Inputs(i, step).ContainsAnyExcept((sbyte)0))
            {
                return true;
            }
        }

        return false;
    }

    public void CopyBlock(int step, Span<sbyte> block)
    {
        for (var i = 0; i < Int8Blocks.BlockOutputs; i++)
        {
            Inputs(i, step).CopyTo(block[(i * Int8Blocks.BlockInputs)..]);
        }
    }

    public int Sum(int row)
    {
        var sum = 0;
        foreach (var value in Row(row))
        {
            sum += value;
        }

        return sum;
    }

    private Span<sbyte> Row(int i) => _rows.AsSpan(i * Stride, Stride);

    private Span<sbyte> Inputs(int row, int step) =>
        _rows.AsSpan((row * Stride) + (step * Int8Blocks.BlockInputs), Int8Blocks.BlockInputs);
}
