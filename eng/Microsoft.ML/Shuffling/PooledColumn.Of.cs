namespace Microsoft.ML.Data;

internal sealed class PooledColumn<T>(ValueGetter<T> source) : PooledColumn
{
    private T[] _values = [];
    private readonly ValueCopy<T> _copy = ValueCopies.Of<T>();

    public override void Load(int slot)
    {
        if (slot >= _values.Length)
            Array.Resize(ref _values, 2 * slot + 1);

        source(ref _values[slot]);
    }

    public override Delegate CreateGetter(Func<int> currentSlot) =>
        new ValueGetter<T>((ref T value) => _copy(in _values[currentSlot()], ref value));
}
