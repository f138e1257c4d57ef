namespace Microsoft.ML.Data;

/// <summary>Between the values of a member and those of a column.</summary>
internal abstract class MemberConversion
{
    public abstract Type MemberType { get; }

    public abstract Type ValueType { get; }

    /// <summary>The conversion, or null where a member of the type can't hold values of the column.</summary>
    public static MemberConversion ForOrNull(Type memberType, DataViewType columnType)
    {
        if (columnType is VectorDataViewType vector)
            return ForVectorOrNull(memberType, vector.ItemType.RawType);
        if (columnType is KeyDataViewType key && memberType == key.RawType)
            return GenericFactory.Create<MemberConversion>(typeof(KeyConversion<>), memberType, key.Count);
        return ForItemOrNull(memberType, columnType.RawType);
    }

    /// <summary>A getter that always gives the value, converted.</summary>
    public abstract Delegate CreateConstantGetter(object value);

    private static MemberConversion ForVectorOrNull(Type memberType, Type rawItemType)
    {
        if (memberType == typeof(VBuffer<>).MakeGenericType(rawItemType))
            return GenericFactory.Create<MemberConversion>(typeof(VectorConversion<>), rawItemType);
        if (!memberType.IsSZArray || ForItemOrNull(memberType.GetElementType(), rawItemType) is not { } item)
            return null;
        return GenericFactory.Create<MemberConversion>(typeof(ArrayConversion<,>), [item.MemberType, item.ValueType], item);
    }

    private static MemberConversion ForItemOrNull(Type memberType, Type rawType)
    {
        if (memberType == typeof(string) && rawType == typeof(ReadOnlyMemory<char>))
            return new TextConversion();
        return memberType == rawType ? GenericFactory.Create<MemberConversion>(typeof(SameTypeConversion<>), rawType) : null;
    }
}
