using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Finds the classes of a label column while its rows are read, once.</summary>
internal abstract class ClassCollector
{
    /// <summary>Whether the label is a key; otherwise it has the values of the classes itself.</summary>
    public abstract bool HasKeys { get; }

    /// <summary>What fits a label column.</summary>
    /// <exception cref="InvalidOperationException">The column's type can't be that of classes, or it has too many keys.</exception>
    public static ClassCollector Of(DataViewSchema.Column label) =>
        label.Type is KeyDataViewType ? new KeyCollector(label) : KeyValueTypes.Of(label.Type, label.Name).Collect(label.Name);

    /// <summary>Gives the class of the row at hand, or null where its label is missing.</summary>
    public abstract Func<int?> Open(DataViewRow row, DataViewSchema.Column label);

    /// <summary>The classes, once all rows are read.</summary>
    public abstract ClassKeys ToClasses();
}
