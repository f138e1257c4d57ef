namespace Microsoft.ML.Data;

/// <summary>A member of a row class together with the column it stands for.</summary>
internal sealed record RowColumn(RowMember Member, DataViewSchema.DetachedColumn Description)
{
    public static RowColumn[] ListOf(Type rowType, SchemaDefinition definition) => [.. definition.Select(column => Bind(rowType, column))];

    private static RowColumn Bind(Type rowType, SchemaDefinition.Column column)
    {
        var member = RowMember.Find(rowType, column.MemberName);
        var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        var type = column.ColumnType ?? InferType(member);
        if (member.IsVector != type is VectorDataViewType)
            throw new ArgumentOutOfRangeException("userSchemaDefinition", $"Column '{name}' is supposed to be {Kind(type is VectorDataViewType)}, but type of associated field '{member.Name}' is {Kind(member.IsVector)}");
        var rawType = type is VectorDataViewType vector ? vector.ItemType.RawType : type.RawType;
        if (rawType != member.ItemType)
            throw new ArgumentOutOfRangeException("userSchemaDefinition", $"Column '{name}' is supposed to have item type {rawType}, but associated field has type {member.ItemType}");
        return new RowColumn(member, new DataViewSchema.DetachedColumn(name, type, column.Annotations));
    }

    private static DataViewType InferType(RowMember member)
    {
        var item = PrimitiveTypes.OfRaw(member.ItemType);
        return member.IsVector ? new VectorDataViewType(item) : item;
    }

    private static string Kind(bool isVector) => isVector ? "vector" : "scalar";
}
