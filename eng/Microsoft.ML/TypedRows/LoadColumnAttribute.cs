namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex) => Sources = [(fieldIndex, fieldIndex)];

    public LoadColumnAttribute(int start, int end) => Sources = [(start, end)];

    public LoadColumnAttribute(int[] columnIndexes) => Sources = [.. columnIndexes.Select(index => (index, index))];

    /// <summary>The columns of the file, as ranges with both ends included.</summary>
    internal IReadOnlyList<(int Min, int Max)> Sources { get; }
}
