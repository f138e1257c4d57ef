namespace Microsoft.ML.Data;

/// <summary>
/// A data view in a file, in a format of the stand-in's own that ML.NET does not read: signature, schema, and for each row
/// a byte 1 and the values; a byte 0 ends the rows.
/// </summary>
internal static class BinaryFile
{
    private const ulong Signature = 0x3156444E41545301;

    public static void Save(IDataView data, Stream stream, bool keepHidden)
    {
        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => (keepHidden || !column.IsHidden) && BinaryColumn.CanHold(column.Type))];
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Signature);
        BinarySchema.Write(writer, columns);
        using var cursor = data.GetRowCursor(columns);
        Action<BinaryWriter>[] writers = [.. columns.Select(column => BinaryColumn.Create(column.Type).CreateWriter(cursor, column))];
        while (cursor.MoveNext())
        {
            writer.Write(true);
            foreach (var write in writers)
                write(writer);
        }

        writer.Write(false);
    }

    /// <summary>Opens a file and reads its schema, after which come the rows.</summary>
    public static (BinaryReader Rows, DataViewSchema Schema) Open(IMultiStreamSource source)
    {
        var reader = new BinaryReader(source.Open(0));
        try
        {
            if (reader.ReadUInt64() != Signature)
                throw new InvalidDataException($"'{source.GetPathOrNull(0)}' was not written by SaveAsBinary.");

            return (reader, BinarySchema.Read(reader));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }
}
