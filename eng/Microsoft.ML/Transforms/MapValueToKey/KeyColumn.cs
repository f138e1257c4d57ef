using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyColumn<TItem> : OutputColumn<uint>
{
    private readonly KeyMap<TItem> _map;
    private readonly int _source;

    public KeyColumn(KeyMap<TItem> map, DataViewSchema.Column source, DataViewSchema.DetachedColumn description)
        : base(description, source.Index)
    {
        _map = map;
        _source = source.Index;
    }

    protected override ValueGetter<uint> GetGetter(DataViewRow input)
    {
        var getter = input.GetGetter<TItem>(input.Schema[_source]);
        TItem value = default;
        return (ref uint destination) =>
        {
            getter(ref value);
            destination = _map.KeyOf(value);
        };
    }
}
