using Microsoft.ML;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>The classes of a column of values: in the order in which they first appear, as MapValueToKey has them too.</summary>
internal sealed class ClassCollector<T>(KeyValueType<T> type, string column) : ClassCollector
{
    private readonly List<T> _values = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    public override bool HasKeys => false;

    public override Func<int?> Open(DataViewRow row, DataViewSchema.Column label)
    {
        var getter = row.GetGetter<T>(label);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return type.IsMissing(value) ? null : IndexOf(value);
        };
    }

    public override ClassKeys ToClasses() => new ClassKeys<T>(type, [.. _values]);

    private int IndexOf(T value)
    {
        var name = type.Format(value);
        if (!_indices.TryGetValue(name, out var index))
        {
            index = _values.Count < ClassKeys.MostClasses ? _values.Count : throw new InvalidOperationException(
                $"Label column '{column}' has more than {ClassKeys.MostClasses} different values; so many classes are not possible. Is it the label, and is the task not a regression?");
            _indices.Add(name, index);
            _values.Add(KeyValueType<T>.Own(value));
        }

        return index;
    }
}
