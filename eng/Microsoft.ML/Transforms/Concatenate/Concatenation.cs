using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What follows from the columns that are put one after the other.</summary>
internal static class Concatenation
{
    public static PrimitiveDataViewType CommonItemType(DataViewSchema.Column[] sources)
    {
        var first = ItemTypeOf(sources[0]);
        foreach (var source in sources)
        {
            if (!ItemTypeOf(source).Equals(first))
                throw SchemaMismatch.Type("inputSchema", "input", source.Name, first.ToString(), source.Type.ToString());
        }
        return first;
    }

    /// <summary>The number of slots, or 0 where a source does not tell its own.</summary>
    public static int TotalSize(DataViewSchema.Column[] sources)
    {
        var total = 0;
        foreach (var source in sources)
        {
            if (source.Type is VectorDataViewType { IsKnownSize: false })
                return 0;
            total = checked(total + (source.Type is VectorDataViewType vector ? vector.Size : 1));
        }
        return total;
    }

    public static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column[] sources, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (sources.All(source => source.IsNormalized()))
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size > 0 && sources.Any(source => source.Type is not VectorDataViewType || source.HasSlotNames()))
        {
            var names = new VBuffer<ReadOnlyMemory<char>>(size, [.. sources.SelectMany(source => SlotNamesOf(source, sources.Length > 1))]);
            builder.Add<VBuffer<ReadOnlyMemory<char>>>(
                AnnotationKinds.SlotNames,
                new VectorDataViewType(TextDataViewType.Instance, size),
                names.CopyTo);
        }
        return builder.ToAnnotations();
    }

    private static PrimitiveDataViewType ItemTypeOf(DataViewSchema.Column column) =>
        (column.Type as VectorDataViewType)?.ItemType
        ?? column.Type as PrimitiveDataViewType
        ?? throw SchemaMismatch.Type("inputSchema", "input", column.Name, "a primitive type or a vector", column.Type.ToString());

    private static IEnumerable<ReadOnlyMemory<char>> SlotNamesOf(DataViewSchema.Column source, bool qualify)
    {
        if (source.Type is not VectorDataViewType vector)
            return [source.Name.AsMemory()];
        if (!source.HasSlotNames())
            return Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        source.GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.IsEmpty || !qualify ? name : $"{source.Name}.{name}".AsMemory());
    }
}
