namespace Microsoft.ML.Data;

/// <summary>The type of the fields of a column.</summary>
internal static class TextColumnType
{
    private static readonly Dictionary<DataKind, PrimitiveDataViewType> s_types = new()
    {
        [DataKind.SByte] = NumberDataViewType.SByte,
        [DataKind.Byte] = NumberDataViewType.Byte,
        [DataKind.Int16] = NumberDataViewType.Int16,
        [DataKind.UInt16] = NumberDataViewType.UInt16,
        [DataKind.Int32] = NumberDataViewType.Int32,
        [DataKind.UInt32] = NumberDataViewType.UInt32,
        [DataKind.Int64] = NumberDataViewType.Int64,
        [DataKind.UInt64] = NumberDataViewType.UInt64,
        [DataKind.Single] = NumberDataViewType.Single,
        [DataKind.Double] = NumberDataViewType.Double,
        [DataKind.String] = TextDataViewType.Instance,
        [DataKind.Boolean] = BooleanDataViewType.Instance,
    };

    public static PrimitiveDataViewType Create(TextLoader.Column column) => Create(column.DataKind, column.KeyCount, column.Name);

    public static PrimitiveDataViewType Create(DataKind kind, KeyCount keys, string name)
    {
        if (!s_types.TryGetValue(kind, out var type))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Column '{name}': Bad item type.");
        if (keys == null)
            return type;
        if (!KeyDataViewType.IsValidDataType(type.RawType))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Column '{name}': Bad item type for Key: Byte, UInt16, UInt32 or UInt64 expected.");

        return new KeyDataViewType(type.RawType, keys.Count ?? LargestCount(type.RawType));
    }

    /// <summary>The kind of a type's raw values.</summary>
    public static DataKind KindOf(PrimitiveDataViewType type) => s_types.First(pair => pair.Value.RawType == type.RawType).Key;

    public static bool HasKind(PrimitiveDataViewType type) => s_types.Values.Any(known => known.RawType == type.RawType);

    public static DataKind? KindOrNull(Type rawType)
    {
        var lookup = rawType == typeof(string) ? typeof(ReadOnlyMemory<char>) : rawType;
        foreach (var (kind, type) in s_types)
        {
            if (type.RawType == lookup)
                return kind;
        }

        return null;
    }

    public static ulong LargestCount(Type rawType) => Convert.ToUInt64(rawType.GetField("MaxValue").GetValue(null), null);
}
