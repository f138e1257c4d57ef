using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property of a row class that can be a column.</summary>
internal sealed class RowMember
{
    private readonly MemberInfo _member;

    private RowMember(MemberInfo member, Type type)
    {
        _member = member;
        Type = type;
        IsVector = type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>));
        var item = !IsVector ? type : type.GetElementType() ?? type.GetGenericArguments()[0];
        ItemType = item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
        if (PrimitiveTypes.OfRawOrNull(ItemType) is null)
            throw new ArgumentOutOfRangeException("userType", $"Could not determine an IDataView type for member {Name}");
    }

    public string Name => _member.Name;

    public Type Type { get; }

    public bool IsVector { get; }

    /// <summary>The raw type of a value, or of a vector's item.</summary>
    public Type ItemType { get; }

    public MemberInfo Info => _member;

    public static IEnumerable<RowMember> ListOf(Type rowType, SchemaDefinition.Direction direction)
    {
        var fields = rowType.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => (Member: (MemberInfo)field, Type: field.FieldType));
        var properties = rowType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && Allows(property, direction))
            .Select(property => (Member: (MemberInfo)property, Type: property.PropertyType));
        return fields.Concat(properties)
            .Where(member => !member.Member.IsDefined(typeof(NoColumnAttribute)))
            .Select(member => new RowMember(member.Member, member.Type));
    }

    public static RowMember Find(Type rowType, string name)
    {
        if (rowType.GetField(name) is { } field)
            return new RowMember(field, field.FieldType);
        if (rowType.GetProperty(name) is { } property)
            return new RowMember(property, property.PropertyType);
        throw new ArgumentOutOfRangeException(nameof(name), $"No field or property with name '{name}' found in type '{rowType.FullName}'");
    }

    public TAttribute Attribute<TAttribute>()
        where TAttribute : Attribute => _member.GetCustomAttribute<TAttribute>();

    private static bool Allows(PropertyInfo property, SchemaDefinition.Direction direction) =>
        (direction.HasFlag(SchemaDefinition.Direction.Read) && property.GetGetMethod() is not null)
        || (direction.HasFlag(SchemaDefinition.Direction.Write) && property.GetSetMethod() is not null);
}
