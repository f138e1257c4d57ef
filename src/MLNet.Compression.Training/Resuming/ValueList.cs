using System.Collections;
using System.Runtime.CompilerServices;

namespace MLNet.Compression.Training.Resuming;

/// <summary>A list that does not change and equals another of equal items in the same order.</summary>
/// <param name="items">The items, which are copied.</param>
[CollectionBuilder(typeof(ValueLists), nameof(ValueLists.Create))]
internal sealed class ValueList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items = [.. items];

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool Equals(ValueList<T>? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode() => _items.Aggregate(_items.Length, (hash, item) => HashCode.Combine(hash, item));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
