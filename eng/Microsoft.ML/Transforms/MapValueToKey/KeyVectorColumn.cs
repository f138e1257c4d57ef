using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyVectorColumn<TItem> : OutputColumn<VBuffer<uint>>
{
    private readonly KeyMap<TItem> _map;
    private readonly int _source;

    public KeyVectorColumn(KeyMap<TItem> map, DataViewSchema.Column source, DataViewSchema.DetachedColumn description)
        : base(description, source.Index)
    {
        _map = map;
        _source = source.Index;
    }

    protected override ValueGetter<VBuffer<uint>> GetGetter(DataViewRow input)
    {
        var getter = input.GetGetter<VBuffer<TItem>>(input.Schema[_source]);
        VBuffer<TItem> values = default;
        return (ref VBuffer<uint> destination) =>
        {
            getter(ref values);
            var editor = VBufferEditor.Create(ref destination, values.Length);
            var slot = 0;
            // A slot that a sparse vector leaves out holds the default value, which may have a key too.
            foreach (var value in values.DenseValues())
                editor.Values[slot++] = _map.KeyOf(value);
            destination = editor.Commit();
        };
    }
}
