namespace Microsoft.ML.Data;

/// <summary>int: length, int: number of values, indices where that is less than the length, values. A vector of known size always has it.</summary>
internal sealed class VectorCodec<T>(IBinaryCodec<T> items, int size) : IBinaryCodec<VBuffer<T>>
{
    private readonly List<T> _values = [];
    private readonly List<int> _indices = [];

    public void Write(BinaryWriter writer, in VBuffer<T> value)
    {
        writer.Write(value.Length);
        writer.Write(value.GetValues().Length);
        foreach (var index in value.GetIndices())
            writer.Write(index);
        foreach (var item in value.GetValues())
            items.Write(writer, item);
    }

    public void Read(BinaryReader reader, ref VBuffer<T> value)
    {
        var length = reader.ReadInt32();
        var count = reader.ReadInt32();
        if (length < 0 || count < 0 || count > length || (size > 0 && length != size))
            throw new InvalidDataException($"A vector of length {length} with {count} values: expected a length of {(size > 0 ? size : "0 or more")} and no more values than that. Save the data anew.");

        _values.Clear();
        _indices.Clear();
        for (var i = 0; count < length && i < count; i++)
            _indices.Add(ReadIndex(reader, length));

        T item = default;
        for (var i = 0; i < count; i++)
        {
            items.Read(reader, ref item);
            _values.Add(item);
        }

        CopyTo(ref value, length);
    }

    private int ReadIndex(BinaryReader reader, int length)
    {
        var index = reader.ReadInt32();
        var previous = _indices.Count > 0 ? _indices[^1] : -1;
        return index > previous && index < length
            ? index
            : throw new InvalidDataException($"Index {index} in a vector of length {length} after index {previous}: expected ascending indices. Save the data anew.");
    }

    private void CopyTo(ref VBuffer<T> value, int length)
    {
        var editor = VBufferEditor.Create(ref value, length, _values.Count);
        for (var i = 0; i < _values.Count; i++)
            editor.Values[i] = _values[i];
        for (var i = 0; i < _indices.Count; i++)
            editor.Indices[i] = _indices[i];

        value = editor.Commit();
    }
}
