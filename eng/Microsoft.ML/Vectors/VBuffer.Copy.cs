namespace Microsoft.ML.Data;

public readonly partial struct VBuffer<T>
{
    public void CopyToDense(ref VBuffer<T> destination)
    {
        if (IsDense)
        {
            CopyTo(ref destination);
            return;
        }
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if (sourceIndex < 0 || sourceIndex > Length)
            throw new ArgumentOutOfRangeException(nameof(sourceIndex));
        if (length < 0 || length > Length - sourceIndex)
            throw new ArgumentOutOfRangeException(nameof(length));
        if (IsDense)
        {
            var dense = VBufferEditor.Create(ref destination, length);
            _values.AsSpan(sourceIndex, length).CopyTo(dense.Values);
            destination = dense.Commit();
            return;
        }
        CopySparseRange(ref destination, sourceIndex, length);
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
            throw new ArgumentOutOfRangeException(nameof(destinationIndex));
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        target.Fill(defaultValue);
        for (var position = 0; position < _count; position++)
            target[_indices[position]] = _values[position];
    }

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        var from = source.AsSpan(sourceIndex, length);
        var editor = VBufferEditor.Create(ref destination, length);
        from.CopyTo(editor.Values);
        destination = editor.Commit();
    }

    private void CopySparseRange(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        var indices = GetIndices();
        var first = LowerBound(indices, sourceIndex);
        var limit = LowerBound(indices, sourceIndex + length);
        var editor = VBufferEditor.Create(ref destination, length, limit - first);
        _values.AsSpan(first, limit - first).CopyTo(editor.Values);
        if (limit - first < length)
        {
            for (var position = first; position < limit; position++)
                editor.Indices[position - first] = indices[position] - sourceIndex;
        }
        destination = editor.Commit();
    }

    private static int LowerBound(ReadOnlySpan<int> sorted, int value)
    {
        var position = sorted.BinarySearch(value);
        return position < 0 ? ~position : position;
    }
}
