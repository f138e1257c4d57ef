namespace Microsoft.ML.Data;

/// <summary>Length, explicit values, and for a sparse vector their indices.</summary>
internal sealed class VectorCodec<TItem> : ValueCodec<VBuffer<TItem>>
{
    private readonly ValueCodec<TItem> _items = (ValueCodec<TItem>)For(typeof(TItem));
    private readonly ValueCodec<int> _indices = (ValueCodec<int>)For(typeof(int));

    protected override int LeastSize => 2 * sizeof(int);

    public override void Write(BinaryWriter writer, in VBuffer<TItem> value)
    {
        writer.Write(value.Length);
        _items.WriteArray(writer, value.GetValues().ToArray());
        if (!value.IsDense)
            _indices.WriteArray(writer, value.GetIndices().ToArray());
    }

    public override void Read(BinaryReader reader, ref VBuffer<TItem> value)
    {
        var length = reader.ReadInt32();
        var values = _items.ReadArray(reader);
        ModelFormat.Check(length >= values.Length, "A vector with more values than slots.");
        if (values.Length == length)
        {
            value = new VBuffer<TItem>(length, values);
            return;
        }
        var indices = _indices.ReadArray(reader);
        ModelFormat.Check(indices.Length == values.Length && AreSorted(indices, length), "A sparse vector with bad indices.");
        value = new VBuffer<TItem>(length, values.Length, values, indices);
    }

    protected override void Check(in VBuffer<TItem> value, DataViewType type)
    {
        var size = ((VectorDataViewType)type).Size;
        ModelFormat.Check(size == 0 || value.Length == size, $"A vector of length {value.Length} where the type says {size}.");
    }

    protected override ValueGetter<VBuffer<TItem>> Constant(VBuffer<TItem> value) => value.CopyTo;

    private static bool AreSorted(int[] indices, int length)
    {
        var last = -1;
        foreach (var index in indices)
        {
            if (index <= last || index >= length)
                return false;
            last = index;
        }
        return true;
    }
}
