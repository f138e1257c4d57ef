using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>Types of columns in a file. A vector is marked by its tag and followed by dimensions and item type.</summary>
internal static class DataViewTypeCodec
{
    private const byte VectorTag = 1;
    private const byte KeyTag = 2;
    private const byte FirstPlainTag = 3;

    private static readonly PrimitiveDataViewType[] _plain =
    [
        NumberDataViewType.SByte,
        NumberDataViewType.Byte,
        NumberDataViewType.Int16,
        NumberDataViewType.UInt16,
        NumberDataViewType.Int32,
        NumberDataViewType.UInt32,
        NumberDataViewType.Int64,
        NumberDataViewType.UInt64,
        NumberDataViewType.Single,
        NumberDataViewType.Double,
        TextDataViewType.Instance,
        BooleanDataViewType.Instance,
        RowIdDataViewType.Instance,
    ];

    public static bool CanWrite(DataViewType type) => type switch
    {
        VectorDataViewType vector => CanWrite(vector.ItemType),
        KeyDataViewType => true,
        _ => Array.IndexOf(_plain, type) >= 0,
    };

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        if (type is VectorDataViewType vector)
        {
            writer.Write(VectorTag);
            writer.Write(vector.Dimensions.Length);
            foreach (var dimension in vector.Dimensions)
                writer.Write(dimension);
            Write(writer, vector.ItemType);
        }
        else if (type is KeyDataViewType key)
        {
            writer.Write(KeyTag);
            writer.Write(key.Count);
            Write(writer, PrimitiveTypes.OfRaw(key.RawType));
        }
        else
        {
            var index = Array.IndexOf(_plain, type);
            if (index < 0)
                throw new NotSupportedException($"A column of type {type} can't be saved.");
            writer.Write((byte)(FirstPlainTag + index));
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        var tag = reader.ReadByte();
        if (tag != VectorTag)
            return ReadPrimitive(reader, tag);
        var dimensions = new int[CountReader.Read(reader, sizeof(int))];
        for (var index = 0; index < dimensions.Length; index++)
            dimensions[index] = reader.ReadInt32();
        ModelFormat.Check(dimensions.Length > 0 && dimensions.All(dimension => dimension >= 0), "A vector type with bad dimensions.");
        ModelFormat.Check(dimensions.Aggregate(1.0, (size, dimension) => size * dimension) <= int.MaxValue, "A vector type that is too large.");
        return new VectorDataViewType(ReadPrimitive(reader), ImmutableArray.Create(dimensions));
    }

    public static PrimitiveDataViewType ReadPrimitive(BinaryReader reader) => ReadPrimitive(reader, reader.ReadByte());

    private static PrimitiveDataViewType ReadPrimitive(BinaryReader reader, byte tag)
    {
        if (tag == KeyTag)
            return ReadKey(reader);
        ModelFormat.Check(tag >= FirstPlainTag && tag < FirstPlainTag + _plain.Length, $"Unknown type tag {tag}.");
        return _plain[tag - FirstPlainTag];
    }

    private static KeyDataViewType ReadKey(BinaryReader reader)
    {
        var count = reader.ReadUInt64();
        var tag = reader.ReadByte();
        ModelFormat.Check(tag >= FirstPlainTag && tag < FirstPlainTag + _plain.Length, $"Unknown type tag {tag}.");
        var rawType = _plain[tag - FirstPlainTag].RawType;
        ModelFormat.Check(KeyDataViewType.IsValidDataType(rawType), $"Values of {rawType} can't be keys.");
        ModelFormat.Check(count > 0 && count <= KeyDataViewType.MaximumCount(rawType), $"A key of {rawType.Name} can't have {count} values.");
        return new KeyDataViewType(rawType, count);
    }
}
