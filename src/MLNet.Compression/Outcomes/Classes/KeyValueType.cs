using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>A type that the values behind a label's keys may have.</summary>
/// <param name="id">The number that stands in files; never reused.</param>
/// <param name="itemType">The type.</param>
internal abstract class KeyValueType(byte id, PrimitiveDataViewType itemType)
{
    public byte Id { get; } = id;

    public PrimitiveDataViewType ItemType { get; } = itemType;

    /// <summary>The classes of a label column with key values of this type.</summary>
    public abstract ClassKeys ReadFrom(DataViewSchema.Column label);

    public abstract ClassKeys Read(BinaryReader reader, int count);
}
