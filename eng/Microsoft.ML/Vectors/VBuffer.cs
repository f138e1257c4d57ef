using System.Collections;
using System.Diagnostics;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense or sparse. The logical length counts all slots, the values only the explicit ones.</summary>
[DebuggerDisplay("{ToString()}")]
public readonly partial struct VBuffer<T> : IEnumerable
{
    public readonly int Length;

    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if ((values?.Length ?? 0) < length)
            throw new ArgumentException($"A dense vector of length {length} needs that many values.", nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        if ((values?.Length ?? 0) < count)
            throw new ArgumentException($"A vector with {count} explicit values needs that many values.", nameof(values));
        if (count < length && (indices?.Length ?? 0) < count)
            throw new ArgumentException($"A sparse vector with {count} explicit values needs that many indices.", nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false) => all ? AllItems() : ExplicitItems();

    public IEnumerable<T> DenseValues()
    {
        foreach (var item in AllItems())
            yield return item.Value;
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index));
        if (IsDense)
            return _values[index];
        var position = GetIndices().BinarySearch(index);
        return position < 0 ? default : _values[position];
    }

    public override string ToString() =>
        IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    private IEnumerable<KeyValuePair<int, T>> ExplicitItems()
    {
        for (var position = 0; position < _count; position++)
            yield return new KeyValuePair<int, T>(IsDense ? position : _indices[position], _values[position]);
    }

    private IEnumerable<KeyValuePair<int, T>> AllItems()
    {
        var position = 0;
        for (var slot = 0; slot < Length; slot++)
        {
            var isExplicit = IsDense || (position < _count && _indices[position] == slot);
            yield return new KeyValuePair<int, T>(slot, isExplicit ? _values[position++] : default);
        }
    }
}
