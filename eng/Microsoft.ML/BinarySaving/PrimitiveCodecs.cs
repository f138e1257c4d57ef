namespace Microsoft.ML.Data;

internal static class PrimitiveCodecs
{
    private static readonly Dictionary<Type, object> s_codecs = new()
    {
        [typeof(sbyte)] = new PrimitiveCodec<sbyte>((writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        [typeof(byte)] = new PrimitiveCodec<byte>((writer, value) => writer.Write(value), reader => reader.ReadByte()),
        [typeof(short)] = new PrimitiveCodec<short>((writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        [typeof(ushort)] = new PrimitiveCodec<ushort>((writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        [typeof(int)] = new PrimitiveCodec<int>((writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        [typeof(uint)] = new PrimitiveCodec<uint>((writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        [typeof(long)] = new PrimitiveCodec<long>((writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        [typeof(ulong)] = new PrimitiveCodec<ulong>((writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        [typeof(float)] = new PrimitiveCodec<float>((writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        [typeof(double)] = new PrimitiveCodec<double>((writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        [typeof(bool)] = new PrimitiveCodec<bool>((writer, value) => writer.Write(value), reader => reader.ReadBoolean()),
        [typeof(ReadOnlyMemory<char>)] = new PrimitiveCodec<ReadOnlyMemory<char>>((writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory()),
        [typeof(DataViewRowId)] = new PrimitiveCodec<DataViewRowId>(WriteId, reader => new DataViewRowId(reader.ReadUInt64(), reader.ReadUInt64())),
    };

    public static IReadOnlyList<Type> Types { get; } = [.. s_codecs.Keys];

    public static IBinaryCodec<T> Of<T>() => (IBinaryCodec<T>)s_codecs[typeof(T)];

    private static void WriteId(BinaryWriter writer, DataViewRowId value)
    {
        writer.Write(value.Low);
        writer.Write(value.High);
    }
}
