using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Reads the class of a row from its label column: an index from 0, or null where the label is missing.</summary>
internal static class LabelReader
{
    private static readonly Dictionary<Type, Func<DataViewRow, DataViewSchema.Column, Func<ulong>>> _keys = new()
    {
        [typeof(byte)] = Key<byte>,
        [typeof(ushort)] = Key<ushort>,
        [typeof(uint)] = Key<uint>,
        [typeof(ulong)] = Key<ulong>,
    };

    /// <summary>For training: the label's keys are the classes.</summary>
    public static Func<int?> OfKeys(DataViewRow row, DataViewSchema.Column label, ClassKeys classes)
    {
        var key = _keys[label.Type.RawType](row, label);
        return () => key() is var value && value >= 1 && value <= (ulong)classes.Count ? (int)value - 1 : null;
    }

    /// <summary>For validation: the label is text, or a key whose values are matched with the classes by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is neither.</exception>
    public static Func<int?> ByName(DataViewRow row, DataViewSchema.Column label, ClassKeys classes)
    {
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < classes.Count; i++)
        {
            indices.TryAdd(classes.Names[i], i);
        }

        int Find(string name) => indices.TryGetValue(name, out var index) ? index : throw NeverSeen(row, label, name, classes);

        if (label.Type is TextDataViewType)
        {
            var getter = row.GetGetter<ReadOnlyMemory<char>>(label);
            ReadOnlyMemory<char> text = default;
            return () =>
            {
                getter(ref text);
                return text.IsEmpty ? null : Find(text.ToString());
            };
        }

        var names = ClassKeys.Of(label);
        var key = OfKeys(row, label, names);
        return () => key() is { } index ? Find(names.Names[index]) : null;
    }

    private static InvalidOperationException NeverSeen(DataViewRow row, DataViewSchema.Column label, string name, ClassKeys classes) => new(
        $"Row {row.Position} of the validation set has the label '{name}' in column '{label.Name}', which the training data does not have: {ClassKeys.Describe(classes.Names)}. Remove such rows, or train on data that has them.");

    private static Func<ulong> Key<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumberBase<T>
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            return ulong.CreateTruncating(value);
        };
    }
}
