namespace Microsoft.ML.Data;

/// <summary>Which members of a class are columns, and of what name and type.</summary>
public sealed partial class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>The first column of the name, or null; set puts a column in its place, or after the others.</summary>
    public Column this[string columnName]
    {
        get => Find(column => column.ColumnName == columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.ColumnName != columnName)
                throw new ArgumentOutOfRangeException(nameof(columnName), $"The column name is specified as '{value.ColumnName}' but must match the selector '{columnName}'.");
            var index = FindIndex(column => column.ColumnName == columnName);
            if (index < 0)
                Add(value);
            else
                this[index] = value;
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        var definition = new SchemaDefinition();
        foreach (var member in RowMember.ListOf(userType, direction))
            definition.Add(Describe(member));
        var duplicate = definition.GroupBy(column => column.ColumnName).FirstOrDefault(group => group.Count() > 1);
        if (duplicate is not null)
            throw new ArgumentOutOfRangeException(nameof(userType), $"Duplicate column name '{duplicate.Key}' detected, this is disallowed");
        return definition;
    }

    private static Column Describe(RowMember member)
    {
        var name = member.Attribute<ColumnNameAttribute>()?.Name ?? member.Name;
        var itemType = ItemTypeOf(member);
        var dimensions = member.Attribute<VectorTypeAttribute>()?.Dimensions.ToArray();
        if (member.IsVector)
            return new Column(member.Name, name, new VectorDataViewType(itemType, dimensions ?? [0]));
        if (dimensions is not null)
            throw new ArgumentOutOfRangeException("userType", $"Member {member.Name} marked with VectorType attribute, but does not appear to be a vector type");
        return new Column(member.Name, name, itemType);
    }

    private static PrimitiveDataViewType ItemTypeOf(RowMember member)
    {
        var rawType = member.ItemType;
        if (member.Attribute<KeyTypeAttribute>() is not { } key)
            return PrimitiveTypes.OfRaw(rawType);
        if (!KeyDataViewType.IsValidDataType(rawType))
            throw new ArgumentOutOfRangeException("userType", $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
        return new KeyDataViewType(rawType, key.Count ?? KeyDataViewType.MaximumCount(rawType));
    }
}
