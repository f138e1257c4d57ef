namespace Microsoft.ML.Data;

/// <summary>A schema in a file: int: number of columns, each string: name, type, int: number of annotations, each string: name, type, value.</summary>
internal static class BinarySchema
{
    public static void Write(BinaryWriter writer, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        writer.Write(columns.Count);
        foreach (var column in columns)
        {
            writer.Write(column.Name);
            BinaryType.Write(writer, column.Type);
            WriteAnnotations(writer, column.Annotations);
        }
    }

    public static DataViewSchema Read(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        var count = reader.ReadInt32();
        if (count <= 0)
            throw new InvalidDataException($"{count} columns: expected at least one. Save the data anew.");
        for (var i = 0; i < count; i++)
            builder.AddColumn(reader.ReadString(), BinaryType.Read(reader), ReadAnnotations(reader));

        return builder.ToSchema();
    }

    private static void WriteAnnotations(BinaryWriter writer, DataViewSchema.Annotations annotations)
    {
        DataViewSchema.Column[] savable = [.. annotations.Schema.Where(column => BinaryColumn.CanHold(column.Type))];
        writer.Write(savable.Length);
        foreach (var column in savable)
        {
            writer.Write(column.Name);
            BinaryType.Write(writer, column.Type);
            BinaryColumn.Create(column.Type).WriteAnnotation(writer, annotations, column);
        }
    }

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        var count = reader.ReadInt32();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var type = BinaryType.Read(reader);
            var cell = BinaryColumn.Create(type).CreateCell();
            cell.Read(reader);
            builder.Add(name, type, cell.Getter);
        }

        return builder.ToAnnotations();
    }
}
