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
    public static Func<int?> OfKeys(DataViewRow row, DataViewSchema.Column label)
    {
        var (key, count) = (_keys[label.Type.RawType](row, label), ((KeyDataViewType)label.Type).Count);
        return () => key() is var value && value >= 1 && value <= count ? (int)value - 1 : null;
    }

    /// <summary>For validation: what the label names, by its keys' values or itself, is matched with the classes.</summary>
    /// <exception cref="InvalidOperationException">The column's type can't be that of classes; later, a label is none of them.</exception>
    public static Func<int?> ByName(DataViewRow row, DataViewSchema.Column label, ClassKeys classes)
    {
        var known = new ClassNames(classes.Names);
        int Require(int? index, string name) => index ?? throw NeverSeen(row, label, name, classes);

        if (label.Type is not KeyDataViewType)
        {
            var read = KeyValueTypes.Of(label.Type, label.Name).NameReader(row, label);
            return () => read() is { } name ? Require(known.IndexOf(name), name) : null;
        }

        var names = ClassKeys.OfKeys(label).Names;
        var (indices, key) = (known.IndicesOf(names), OfKeys(row, label));
        return () => key() is { } index ? Require(indices[index], names[index]) : null;
    }

    /// <summary>Says that a validation row has a label that training did not have.</summary>
    public static InvalidOperationException NeverSeen(DataViewRow row, DataViewSchema.Column label, string name, ClassKeys classes) => new(
        $"Row {row.Position} of the validation set has the label '{name}' in column '{label.Name}', which the training data does not have: {ClassNames.Describe(classes.Names)}. Remove such rows, or train on data that has them.");

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
