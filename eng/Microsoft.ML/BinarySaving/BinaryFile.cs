using System.Text;

namespace Microsoft.ML.Data;

/// <summary>
/// A data view in a file, in a format of the stand-in's own that ML.NET does not read: signature, schema, and for each row
/// a byte 1 and the values; a byte 0 ends the rows.
/// </summary>
internal static class BinaryFile
{
    private const ulong Signature = 0x3156444E41545301;
    private static readonly GenericMethod s_getGetter = new(typeof(BinaryFile), nameof(GetGetter));

    public static void Save(IDataView data, Stream stream, bool keepHidden)
    {
        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => (keepHidden || !column.IsHidden) && DataViewTypeCodec.CanWrite(column.Type))];
        if (columns.Length == 0)
            throw new ArgumentException("No columns to save: a file holds numbers, texts, truth values, keys, row ids and vectors of them.", nameof(data));

        var schema = new DataViewSchema.Builder();
        schema.AddColumns(columns.Select(column => new DataViewSchema.DetachedColumn(column)));
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Signature);
        SchemaCodec.Write(writer, schema.ToSchema());
        WriteRows(writer, data, columns);
    }

    /// <summary>Opens a file and reads its schema, after which come the rows.</summary>
    public static (BinaryReader Rows, DataViewSchema Schema) Open(IMultiStreamSource source)
    {
        var reader = new BinaryReader(source.Open(0));
        try
        {
            if (reader.ReadUInt64() != Signature)
                throw new InvalidDataException($"'{source.GetPathOrNull(0)}' was not written by SaveAsBinary.");

            return (reader, SchemaCodec.Read(reader));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static void WriteRows(BinaryWriter writer, IDataView data, DataViewSchema.Column[] columns)
    {
        using var cursor = data.GetRowCursor(columns);
        (ValueCodec Codec, Delegate Getter)[] values =
            [.. columns.Select(column => (ValueCodec.For(column.Type.RawType), s_getGetter.Invoke<Delegate>(column.Type.RawType, cursor, column)))];
        while (cursor.MoveNext())
        {
            writer.Write(true);
            foreach (var (codec, getter) in values)
                codec.WriteFrom(writer, getter);
        }

        writer.Write(false);
    }

    private static Delegate GetGetter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
