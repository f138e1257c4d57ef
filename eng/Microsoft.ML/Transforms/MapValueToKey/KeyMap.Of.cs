using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyMap<TItem> : KeyMap
{
    private readonly TItem[] _values;
    private readonly Dictionary<TItem, uint> _keys;

    public KeyMap(PrimitiveDataViewType itemType, TItem[] values)
        : base(itemType)
    {
        _values = values;
        _keys = new Dictionary<TItem, uint>(values.Length, KeyValueTraits<TItem>.Default.Equality);
        foreach (var value in values)
            _keys.TryAdd(value, (uint)_keys.Count + 1);
        if (_keys.Count != values.Length)
            throw new FormatException("A value has two keys.");
    }

    public override int Count => _values.Length;

    public uint KeyOf(TItem value) => _keys.GetValueOrDefault(value);

    public override void Write(BinaryWriter writer)
    {
        DataViewTypeCodec.Write(writer, ItemType);
        ValueCodec.For(ItemType.RawType).WriteArray(writer, _values);
    }

    public override OutputColumn CreateColumn(DataViewSchema.Column source, string name, bool annotateAsText)
    {
        if (!ItemTypeOf(source.Type).Equals(ItemType))
            throw SchemaMismatch.Type("inputSchema", "input", source.Name, ItemType.ToString(), source.Type.ToString());
        var keyType = new KeyDataViewType(typeof(uint), Math.Max(1, Count));
        var annotations = AnnotationsOf(source, annotateAsText);
        return source.Type is VectorDataViewType vector
            ? new KeyVectorColumn<TItem>(this, source, new(name, new VectorDataViewType(keyType, vector.Dimensions), annotations))
            : new KeyColumn<TItem>(this, source, new(name, keyType, annotations));
    }

    private DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column source, bool asText)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        if (Count > 0 && asText && ItemType is not TextDataViewType)
            AddKeyValues(builder, TextDataViewType.Instance, Array.ConvertAll(_values, ToText));
        else if (Count > 0)
            AddKeyValues(builder, ItemType, _values);
        return builder.ToAnnotations();
    }

    private static void AddKeyValues<TValue>(DataViewSchema.Annotations.Builder builder, PrimitiveDataViewType type, TValue[] values)
    {
        var vector = new VBuffer<TValue>(values.Length, values);
        builder.Add<VBuffer<TValue>>(AnnotationKinds.KeyValues, new VectorDataViewType(type, values.Length), vector.CopyTo);
    }

    private static ReadOnlyMemory<char> ToText(TItem value) => Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory();
}
