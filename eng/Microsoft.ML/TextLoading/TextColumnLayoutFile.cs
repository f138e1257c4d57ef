namespace Microsoft.ML.Data;

/// <summary>
/// A column in a model file: string: name, byte: kind, ulong: number of keys or 0, int: number of segments,
/// each segment int: first field, int: limit, byte: is always a vector.
/// </summary>
internal static class TextColumnLayoutFile
{
    public static void Write(BinaryWriter writer, TextColumnLayout column)
    {
        writer.Write(column.Name);
        writer.Write((byte)TextColumnType.KindOf(column.ItemType));
        writer.Write((column.ItemType as KeyDataViewType)?.Count ?? 0);
        writer.Write(column.Segments.Count);
        foreach (var segment in column.Segments)
        {
            writer.Write(segment.Min);
            writer.Write(segment.Lim);
            writer.Write(segment.ForceVector);
        }
    }

    public static TextColumnLayout Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        var kind = (DataKind)reader.ReadByte();
        var keys = reader.ReadUInt64();
        var type = TextColumnType.Create(kind, keys > 0 ? new KeyCount(keys) : null, name);
        var count = reader.ReadInt32();
        ModelFormat.Check(count > 0, $"Column '{name}' of a text loader has no fields.");
        var segments = new List<SourceSegment>();
        for (var i = 0; i < count; i++)
        {
            var segment = new SourceSegment(reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
            ModelFormat.Check(segment.Min >= 0 && segment.Min < segment.Lim, $"Column '{name}' of a text loader has a range that is empty or negative.");
            segments.Add(segment);
        }

        return new TextColumnLayout(name, type, [.. segments]);
    }
}
