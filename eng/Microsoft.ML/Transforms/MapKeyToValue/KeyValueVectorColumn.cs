using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyValueVectorColumn<TKey, TValue> : OutputColumn<VBuffer<TValue>>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly int _source;
    private readonly KeyValues<TKey, TValue> _values;

    public KeyValueVectorColumn(DataViewSchema.Column source, DataViewSchema.DetachedColumn description)
        : base(description, source.Index)
    {
        _source = source.Index;
        _values = new KeyValues<TKey, TValue>(source);
    }

    protected override ValueGetter<VBuffer<TValue>> GetGetter(DataViewRow input)
    {
        var getter = input.GetGetter<VBuffer<TKey>>(input.Schema[_source]);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> destination) =>
        {
            getter(ref keys);
            var editor = VBufferEditor.Create(ref destination, keys.Length);
            var slot = 0;
            foreach (var key in keys.DenseValues())
                editor.Values[slot++] = _values[key];
            destination = editor.Commit();
        };
    }
}
