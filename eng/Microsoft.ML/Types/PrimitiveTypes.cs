namespace Microsoft.ML.Data;

/// <summary>Which primitive type holds values of a CLR type.</summary>
internal static class PrimitiveTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> _byRawType = new PrimitiveDataViewType[]
    {
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
    }.ToDictionary(type => type.RawType);

    public static PrimitiveDataViewType OfRaw(Type rawType) =>
        OfRawOrNull(rawType) ?? throw new ArgumentOutOfRangeException(nameof(rawType), $"No data view type holds values of {rawType}.");

    public static PrimitiveDataViewType OfRawOrNull(Type rawType) => _byRawType.GetValueOrDefault(rawType);
}
