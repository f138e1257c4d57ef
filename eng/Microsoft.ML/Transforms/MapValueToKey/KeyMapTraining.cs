namespace Microsoft.ML.Transforms;

internal static class KeyMapTraining
{
    /// <summary>Learns the key map of each column in one pass over the data.</summary>
    public static KeyMap[] Train(IDataView data, DataViewSchema.Column[] columns, KeyMapOptions options)
    {
        var builders = Array.ConvertAll(columns, column => KeyMapBuilder.Create(KeyMap.ItemTypeOf(column.Type), options));
        using var cursor = data.GetRowCursor(columns);
        var readers = new Action[columns.Length];
        for (var index = 0; index < readers.Length; index++)
            readers[index] = builders[index].CreateReader(cursor, cursor.Schema[columns[index].Index]);
        while (cursor.MoveNext())
        {
            foreach (var reader in readers)
                reader();
        }
        return Array.ConvertAll(builders, builder => builder.ToMap());
    }
}
