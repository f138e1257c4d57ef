namespace Microsoft.ML.Data;

/// <summary>A type in a file: byte: raw type, ulong: number of keys or 0, int: number of dimensions or -1 for a scalar, int each.</summary>
internal static class BinaryType
{
    private const int MostDimensions = 64;

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        var vector = type as VectorDataViewType;
        var item = vector?.ItemType ?? type;
        writer.Write((byte)PrimitiveCodecs.Types.ToList().IndexOf(item.RawType));
        writer.Write((item as KeyDataViewType)?.Count ?? 0);
        writer.Write(vector?.Dimensions.Length ?? -1);
        foreach (var dimension in vector?.Dimensions ?? [])
            writer.Write(dimension);
    }

    public static DataViewType Read(BinaryReader reader)
    {
        var raw = reader.ReadByte();
        var keys = reader.ReadUInt64();
        var rank = reader.ReadInt32();
        if (raw >= PrimitiveCodecs.Types.Count || rank is < -1 or 0 or > MostDimensions)
            throw new InvalidDataException($"Column type {raw} with {rank} dimensions: expected a type from 0 to {PrimitiveCodecs.Types.Count - 1} and 1 to {MostDimensions} dimensions. Save the data anew.");

        var rawType = PrimitiveCodecs.Types[raw];
        var item = keys > 0 ? new KeyDataViewType(rawType, keys) : PrimitiveTypes.OfRaw(rawType);
        var dimensions = new int[Math.Max(rank, 0)];
        for (var i = 0; i < rank; i++)
            dimensions[i] = reader.ReadInt32();

        return rank < 0 ? item : new VectorDataViewType(item, dimensions);
    }
}
