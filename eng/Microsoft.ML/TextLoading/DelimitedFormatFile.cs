namespace Microsoft.ML.Data;

/// <summary>The format in a model file: string: separators, five flags of a byte, two characters, int: input size.</summary>
internal static class DelimitedFormatFile
{
    public static void Write(BinaryWriter writer, DelimitedFormat format)
    {
        writer.Write(new string(format.Separators));
        writer.Write(format.AllowQuoting);
        writer.Write(format.AllowSparse);
        writer.Write(format.TrimWhitespace);
        writer.Write(format.ReadMultilines);
        writer.Write(format.MissingRealsAsNaNs);
        writer.Write((ushort)format.EscapeChar);
        writer.Write((ushort)format.DecimalMarker);
        writer.Write(format.InputSize);
    }

    /// <summary>Reads what <see cref="Write"/> wrote, with the checks that a user's options get.</summary>
    public static DelimitedFormat Read(BinaryReader reader) => DelimitedFormatFactory.Create(new TextLoader.Options
    {
        Separators = reader.ReadString().ToCharArray(),
        AllowQuoting = reader.ReadBoolean(),
        AllowSparse = reader.ReadBoolean(),
        TrimWhitespace = reader.ReadBoolean(),
        ReadMultilines = reader.ReadBoolean(),
        MissingRealsAsNaNs = reader.ReadBoolean(),
        EscapeChar = (char)reader.ReadUInt16(),
        DecimalMarker = (char)reader.ReadUInt16(),
        InputSize = reader.ReadInt32(),
    });
}
