namespace Microsoft.ML.Data;

/// <summary>A schema with its annotations in a file.</summary>
internal static class SchemaCodec
{
    // An annotation may be annotated itself; a file that nests deeper is not one of ours.
    private const int DeepestNesting = 8;

    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            DataViewTypeCodec.Write(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        var count = CountReader.Read(reader, bytesEach: 6);
        for (var index = 0; index < count; index++)
        {
            var name = ReadName(reader);
            var type = DataViewTypeCodec.Read(reader);
            builder.AddColumn(name, type, ReadAnnotations(reader, 0));
        }
        return builder.ToSchema();
    }

    private static void WriteAnnotations(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        DataViewSchema.Column[] kinds = [.. annotations.Schema.Where(kind => DataViewTypeCodec.CanWrite(kind.Type))];
        writer.Write(kinds.Length);
        foreach (var kind in kinds)
        {
            writer.Write(kind.Name);
            DataViewTypeCodec.Write(writer, kind.Type);
            WriteAnnotations(writer, kind.Annotations);
            ValueCodec.For(kind.Type.RawType).WriteFrom(writer, annotations.GetGetter(kind.Index));
        }
    }

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader, int depth)
    {
        ModelFormat.Check(depth <= DeepestNesting, "Annotations are nested too deep.");
        var builder = new DataViewSchema.Annotations.Builder();
        var count = CountReader.Read(reader, bytesEach: 6);
        for (var index = 0; index < count; index++)
        {
            var name = ReadName(reader);
            var type = DataViewTypeCodec.Read(reader);
            var annotations = ReadAnnotations(reader, depth + 1);
            builder.Add(name, type, ValueCodec.For(type.RawType).ReadAsGetter(reader, type), annotations);
        }
        return builder.ToAnnotations();
    }

    private static string ReadName(BinaryReader reader)
    {
        var name = reader.ReadString();
        ModelFormat.Check(name.Length > 0, "A column without a name.");
        return name;
    }
}
