using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>A type that the values of classes may have: those behind a label's keys, or the label's own.</summary>
/// <param name="id">The number that stands in files; never reused.</param>
/// <param name="itemType">The type.</param>
internal abstract class KeyValueType(byte id, PrimitiveDataViewType itemType)
{
    public byte Id { get; } = id;

    public PrimitiveDataViewType ItemType { get; } = itemType;

    /// <summary>Values in the annotations of a column, such as those behind the keys of a label, in their order.</summary>
    /// <param name="column">The column.</param>
    /// <param name="annotation">The name of the annotation.</param>
    public abstract ClassKeys ReadFrom(DataViewSchema.Column column, string annotation);

    /// <summary>Finds the values of a label column without keys while its rows are read.</summary>
    public abstract ClassCollector Collect(string column);

    /// <summary>Reads the names of a label column without keys; null where the label is missing.</summary>
    public abstract Func<string?> NameReader(DataViewRow row, DataViewSchema.Column label);

    public abstract ClassKeys Read(BinaryReader reader, int count);
}
