using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>The labels of a column of vectors that have a slot for each: it says whether the label applies, and its name is that of the label.</summary>
internal sealed class IndicatorCollector : ClassCollector
{
    private readonly ReadOnlyMemory<char>[] _names;

    /// <param name="label">The column as one of items, with the annotations of the vectors.</param>
    /// <exception cref="InvalidOperationException">A slot has no name, or two have the same.</exception>
    public IndicatorCollector(DataViewSchema.Column label)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        label.Annotations.GetValue(AnnotationKinds.SlotNames, ref names);
        _names = [.. names.DenseValues().Select(KeyValueType<ReadOnlyMemory<char>>.Own)];
        var twice = _names.GroupBy(name => name.ToString(), StringComparer.Ordinal).FirstOrDefault(group => group.Key.Length == 0 || group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has {twice.Count()} slots with the name '{twice.Key}': each needs a name of its own, that of its label.");
        }
    }

    public override bool HasKeys => false;

    /// <summary>Whether the items of a vector column say for each label whether it applies.</summary>
    public static bool Fits(DataViewType item) => item is BooleanDataViewType || item.Equals(NumberDataViewType.Single);

    public override Func<int?> Open(DataViewRow row, DataViewSchema.Column label)
    {
        var (items, isSet) = ((VectorItems)row, label.Type is BooleanDataViewType ? OpenBoolean(row, label) : OpenSingle((VectorItems)row, label));
        return () => isSet() ? items.Item : null;
    }

    public override ClassKeys ToClasses() => new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, _names);

    private static Func<bool> OpenBoolean(DataViewRow row, DataViewSchema.Column label)
    {
        var (getter, value) = (row.GetGetter<bool>(label), false);
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    private Func<bool> OpenSingle(VectorItems row, DataViewSchema.Column label)
    {
        var (getter, value) = (row.GetGetter<float>(label), 0f);
        return () =>
        {
            getter(ref value);
            return value is 0 or 1 ? value == 1 : throw new InvalidOperationException(FormattableString.Invariant(
                $"Row {row.Position} has {value} for '{_names[row.Item]}' in label column '{label.Name}': 1 says that the label applies, 0 that it does not. Correct the value, or leave the row out."));
        };
    }
}
