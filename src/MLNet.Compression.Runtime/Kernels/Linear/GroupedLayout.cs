namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A matrix of integers whose rows have a scale for each group of columns: a layout for the columns of each group, with the scales of that group.</summary>
/// <param name="groupSize">Columns of a group, of which the last may have fewer; a multiple of 16.</param>
/// <param name="groups">The layouts, from the left.</param>
internal sealed class GroupedLayout(int groupSize, Int8Layout[] groups) : IIntegerLayout
{
    public IReadOnlyList<LayoutPart> Parts { get; } = [.. groups.Select((layout, i) => new LayoutPart(layout, i * groupSize))];

    public void CopyRow(int row, Span<sbyte> values)
    {
        foreach (var (layout, firstInput) in Parts)
        {
            layout.CopyRow(row, values.Slice(firstInput, layout.Blocks.Inputs));
        }
    }

    public LinearKernel CreateKernel(LinearEnd end) => new SummedLinearKernel($"in groups of {groupSize}", groups.Sum(layout => layout.Blocks.Inputs), Parts, end);
}
