namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A matrix of integers whose rows have a scale for each group of columns: a layout for the columns of each group, with the scales of that group.</summary>
/// <param name="groupSize">Columns of a group, of which the last may have fewer; a multiple of 16.</param>
/// <param name="groups">The layouts, from the left.</param>
internal sealed class GroupedLayout(int groupSize, Int8Layout[] groups) : IIntegerLayout
{
    /// <summary>The columns of each group, from the left.</summary>
    public IReadOnlyList<Int8Layout> Groups => groups;

    /// <summary>Columns of a group.</summary>
    public int GroupSize => groupSize;

    public void CopyRow(int row, Span<sbyte> values)
    {
        foreach (var group in groups)
        {
            group.CopyRow(row, values[..group.Blocks.Inputs]);
            values = values[group.Blocks.Inputs..];
        }
    }

    public LinearKernel CreateKernel(LinearEnd end) => new GroupedLinearKernel(this, end);
}
