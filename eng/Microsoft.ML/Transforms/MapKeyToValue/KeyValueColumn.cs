using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyValueColumn<TKey, TValue> : OutputColumn<TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly int _source;
    private readonly KeyValues<TKey, TValue> _values;

    public KeyValueColumn(DataViewSchema.Column source, DataViewSchema.DetachedColumn description)
        : base(description, source.Index)
    {
        _source = source.Index;
        _values = new KeyValues<TKey, TValue>(source);
    }

    protected override ValueGetter<TValue> GetGetter(DataViewRow input)
    {
        var getter = input.GetGetter<TKey>(input.Schema[_source]);
        TKey key = default;
        return (ref TValue destination) =>
        {
            getter(ref key);
            destination = _values[key];
        };
    }
}
