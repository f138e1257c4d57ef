using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyMapBuilder<TItem> : KeyMapBuilder
{
    private readonly KeyMapOptions _options;
    private readonly PrimitiveDataViewType _itemType;
    private readonly KeyValueTraits<TItem> _traits = KeyValueTraits<TItem>.Default;
    private readonly HashSet<TItem> _seen;
    private readonly List<TItem> _values = [];

    public KeyMapBuilder(PrimitiveDataViewType itemType, KeyMapOptions options)
    {
        _itemType = itemType;
        _options = options;
        _seen = new HashSet<TItem>(_traits.Equality);
    }

    public override Action CreateReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            var getter = row.GetGetter<TItem>(column);
            TItem value = default;
            return () =>
            {
                getter(ref value);
                Add(value);
            };
        }
        var vectorGetter = row.GetGetter<VBuffer<TItem>>(column);
        VBuffer<TItem> vector = default;
        return () =>
        {
            vectorGetter(ref vector);
            foreach (var item in vector.DenseValues())
                Add(item);
        };
    }

    public override KeyMap ToMap()
    {
        TItem[] values = [.. _values];
        if (_options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            Array.Sort(values, _traits.Order);
        return new KeyMap<TItem>(_itemType, values);
    }

    private void Add(TItem value)
    {
        if (_values.Count >= _options.MaximumCount || _traits.IsMissing(value) || _seen.Contains(value))
            return;
        var kept = _traits.Keep(value);
        _seen.Add(kept);
        _values.Add(kept);
    }
}
