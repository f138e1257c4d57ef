namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A matrix of integers with a scale for each row, as layouts are made of it.</summary>
/// <param name="Outputs">Rows.</param>
/// <param name="Inputs">Columns.</param>
/// <param name="Lowest">No integer is below.</param>
/// <param name="Highest">No integer is above.</param>
/// <param name="Scales">The scale of each row.</param>
/// <param name="HasBlocks">Whether some weights are left out of it, so that it pays to look for blocks of zeros.</param>
/// <param name="ReadRow">Fills a row.</param>
internal sealed record IntegerWeights(
    int Outputs, int Inputs, int Lowest, int Highest, float[] Scales, bool HasBlocks, IntegerWeights.RowReader ReadRow)
{
    /// <summary>Fills a row of integers [inputs].</summary>
    public delegate void RowReader(int row, Span<sbyte> integers);

    /// <summary>Integers in [-127, 127].</summary>
    public static IntegerWeights OfBytes(int outputs, int inputs, float[] scales, bool hasBlocks, RowReader readRow) =>
        new(outputs, inputs, -sbyte.MaxValue, sbyte.MaxValue, scales, hasBlocks, readRow);
}
