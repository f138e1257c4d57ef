namespace Microsoft.ML.Data;

/// <summary>Values of one CLR type in a file.</summary>
internal abstract class ValueCodec
{
    private static readonly Dictionary<Type, ValueCodec> _scalars = new ValueCodec[]
    {
        new ScalarCodec<sbyte>(1, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        new ScalarCodec<byte>(1, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        new ScalarCodec<short>(2, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        new ScalarCodec<ushort>(2, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        new ScalarCodec<int>(4, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        new ScalarCodec<uint>(4, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        new ScalarCodec<long>(8, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        new ScalarCodec<ulong>(8, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        new ScalarCodec<float>(4, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        new ScalarCodec<double>(8, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        new ScalarCodec<bool>(1, (writer, value) => writer.Write(value), reader => reader.ReadBoolean()),
        new ScalarCodec<ReadOnlyMemory<char>>(1, (writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory()),
        new ScalarCodec<DataViewRowId>(16, WriteRowId, ReadRowId),
    }.ToDictionary(codec => codec.ValueType);

    public abstract Type ValueType { get; }

    /// <summary>The codec of a raw type: a primitive one or a vector.</summary>
    public static ValueCodec For(Type rawType)
    {
        if (_scalars.TryGetValue(rawType, out var scalar))
            return scalar;
        if (rawType.IsGenericType && rawType.GetGenericTypeDefinition() == typeof(VBuffer<>))
            return GenericFactory.Create<ValueCodec>(typeof(VectorCodec<>), rawType.GetGenericArguments()[0]);
        throw new NotSupportedException($"Values of {rawType} can't be saved.");
    }

    public abstract void WriteArray(BinaryWriter writer, Array values);

    public abstract Array ReadArray(BinaryReader reader);

    /// <summary>Writes the value that a getter gives.</summary>
    public abstract void WriteFrom(BinaryWriter writer, Delegate getter);

    /// <summary>Reads a value of a column type, and makes a getter that gives it.</summary>
    public abstract Delegate ReadAsGetter(BinaryReader reader, DataViewType type);

    private static void WriteRowId(BinaryWriter writer, DataViewRowId value)
    {
        writer.Write(value.Low);
        writer.Write(value.High);
    }

    private static DataViewRowId ReadRowId(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());
}
