using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values of several columns in one dense vector.</summary>
internal sealed class ConcatenatedColumn<TItem> : OutputColumn<VBuffer<TItem>>
{
    private readonly DataViewSchema.Column[] _sources;

    public ConcatenatedColumn(DataViewSchema.DetachedColumn description, DataViewSchema.Column[] sources)
        : base(description, [.. sources.Select(source => source.Index)]) => _sources = sources;

    protected override ValueGetter<VBuffer<TItem>> GetGetter(DataViewRow input)
    {
        var readers = Array.ConvertAll(_sources, source => CreateReader(input, source));
        var parts = new VBuffer<TItem>[readers.Length];
        return (ref VBuffer<TItem> destination) =>
        {
            var length = 0;
            for (var index = 0; index < readers.Length; index++)
            {
                readers[index](ref parts[index]);
                length = checked(length + parts[index].Length);
            }
            var editor = VBufferEditor.Create(ref destination, length);
            var start = 0;
            foreach (var part in parts)
            {
                part.CopyTo(editor.Values, start);
                start += part.Length;
            }
            destination = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<TItem>> CreateReader(DataViewRow input, DataViewSchema.Column source)
    {
        var column = input.Schema[source.Index];
        if (source.Type is VectorDataViewType)
            return input.GetGetter<VBuffer<TItem>>(column);
        var getter = input.GetGetter<TItem>(column);
        return (ref VBuffer<TItem> destination) =>
        {
            var editor = VBufferEditor.Create(ref destination, 1);
            getter(ref editor.Values[0]);
            destination = editor.Commit();
        };
    }
}
