using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The columns of a text file as the members of a class declare them.</summary>
internal sealed class RowTypeColumns(Type rowType, Func<HeaderNames> readHeader)
{
    private readonly Lazy<HeaderNames> _header = new(readHeader);

    public TextLoader.Column[] Create()
    {
        const BindingFlags Members = BindingFlags.Public | BindingFlags.Instance;
        var fields = rowType.GetFields(Members).Select(field => (Member: (MemberInfo)field, Type: field.FieldType));
        var properties = rowType.GetProperties(Members)
            .Where(property => property.GetGetMethod() != null && property.GetSetMethod() != null && property.GetIndexParameters().Length == 0)
            .Select(property => (Member: (MemberInfo)property, Type: property.PropertyType));
        TextLoader.Column[] columns = [.. fields.Concat(properties)
            .Where(member => member.Member.GetCustomAttribute<NoColumnAttribute>() == null)
            .Select(member => Create(member.Member, member.Type))];
        return columns.Length > 0
            ? columns
            : throw new ArgumentOutOfRangeException(nameof(rowType), $"{rowType.Name} has no public members to load.");
    }

    private TextLoader.Column Create(MemberInfo member, Type type)
    {
        var (itemType, isVector) = Unwrap(type);
        var kind = TextColumnType.KindOrNull(itemType)
            ?? throw new ArgumentOutOfRangeException(nameof(member), $"Member '{member.Name}' of {rowType.Name} has a type that text can't be loaded into: {type}.");
        var source = FindSource(member);
        if (isVector)
        {
            foreach (var range in source)
                range.ForceVector = true;
        }

        var key = member.GetCustomAttribute<KeyTypeAttribute>();
        return new TextLoader.Column
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            DataKind = kind,
            KeyCount = key == null ? null : new KeyCount { Count = key.Count },
            Source = source,
        };
    }

    private TextLoader.Range[] FindSource(MemberInfo member)
    {
        if (member.GetCustomAttribute<LoadColumnAttribute>() is { } byIndex)
            return [.. byIndex.Sources.Select(source => new TextLoader.Range(source.Min, source.Max))];
        if (member.GetCustomAttribute<LoadColumnNameAttribute>() is { } byName)
            return [.. byName.FieldNames.Select(name => new TextLoader.Range(FindName(name)))];

        var kind = member is FieldInfo ? "Field" : "Property";
        throw new InvalidOperationException($"{kind} '{member.Name}' is missing the {nameof(LoadColumnAttribute)} attribute");
    }

    private int FindName(string name)
    {
        var index = _header.Value?.IndexOf(name) ?? -1;
        return index >= 0
            ? index
            : throw new ArgumentOutOfRangeException(nameof(name), $"No field is named '{name}' in the header: set hasHeader, and give the data when the loader is made.");
    }

    private static (Type ItemType, bool IsVector) Unwrap(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
            return (type.GetElementType(), true);

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (type.GetGenericArguments()[0], true)
            : (type, false);
    }
}
