namespace Microsoft.ML.Data;

/// <summary>Pairs of column names in a model file.</summary>
internal static class ColumnPairs
{
    public static void Write(BinaryWriter writer, IReadOnlyList<InputOutputColumnPair> pairs)
    {
        writer.Write(pairs.Count);
        foreach (var pair in pairs)
        {
            writer.Write(pair.OutputColumnName);
            writer.Write(pair.InputColumnName);
        }
    }

    public static InputOutputColumnPair[] Read(BinaryReader reader)
    {
        var pairs = new InputOutputColumnPair[CountReader.Read(reader, bytesEach: 2)];
        for (var index = 0; index < pairs.Length; index++)
            pairs[index] = new InputOutputColumnPair(reader.ReadString(), reader.ReadString());
        return pairs;
    }

    public static InputOutputColumnPair[] Check(InputOutputColumnPair[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0 || columns.Any(pair => pair is null))
            throw new ArgumentException("At least one column is needed, and none may be null.", nameof(columns));
        return columns;
    }
}
