using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>Reads the labels of a row that may have several: keys or names of those that apply, or for each label whether it does.</summary>
internal static class LabelSetReader
{
    /// <summary>What finds the labels of a vector column.</summary>
    /// <exception cref="InvalidOperationException">The column has too many keys, or slots without names of their own.</exception>
    public static ClassCollector CollectorOf(DataViewSchema.Column label)
    {
        var item = VectorItems.ColumnOf(label)[0];
        return IsIndicator(item) ? new IndicatorCollector(item) : ClassCollector.Of(item);
    }

    /// <summary>Reads an item of a vector, which is matched with known labels by name.</summary>
    /// <exception cref="InvalidOperationException">Later, a label is none of them.</exception>
    public static Func<int?> ByName(DataViewRow row, DataViewSchema.Column item, ClassKeys classes)
    {
        if (!IsIndicator(item))
        {
            return LabelReader.ByName(row, item, classes);
        }

        var collector = new IndicatorCollector(item);
        var names = collector.ToClasses().Names;
        var (places, read) = (new ClassNames(classes.Names).IndicesOf(names), collector.Open(row, item));
        return () => read() is { } slot ? places[slot] ?? throw LabelReader.NeverSeen(row, item, names[slot], classes) : null;
    }

    /// <summary>Reads the row at hand; the set is empty where no label applies. Missing items are skipped.</summary>
    /// <param name="row">A row in which the column is active.</param>
    /// <param name="label">The label column, a vector.</param>
    /// <param name="open">Makes what reads a single item.</param>
    public static Func<LabelSet?> Open(DataViewRow row, DataViewSchema.Column label, Func<DataViewRow, DataViewSchema.Column, Func<int?>> open)
    {
        var items = new VectorItems(row, label);
        var read = open(items, items.Schema[0]);
        return () =>
        {
            var (labels, count) = (new SortedSet<int>(), items.Load());
            for (items.Item = 0; items.Item < count; items.Item++)
            {
                if (read() is { } one)
                {
                    labels.Add(one);
                }
            }

            return new LabelSet([.. labels]);
        };
    }

    private static bool IsIndicator(DataViewSchema.Column item) => item.Type is not KeyDataViewType && IndicatorCollector.Fits(item.Type);
}
