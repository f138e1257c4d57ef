using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Key values of one CLR type: how they are written, read and shown.</summary>
internal sealed class KeyValueType<T>(
    byte id, PrimitiveDataViewType itemType, Action<BinaryWriter, T> write, Func<BinaryReader, T> read, Func<T, string> format)
    : KeyValueType(id, itemType)
{
    public Action<BinaryWriter, T> Write { get; } = write;

    public Func<T, string> Format { get; } = format;

    public override ClassKeys ReadFrom(DataViewSchema.Column label)
    {
        VBuffer<T> values = default;
        label.GetKeyValues(ref values);
        return new ClassKeys<T>(this, [.. values.DenseValues().Select(Own)]);
    }

    public override ClassKeys Read(BinaryReader reader, int count)
    {
        var values = new List<T>();
        for (var i = 0; i < count; i++)
        {
            values.Add(read(reader));
        }

        return new ClassKeys<T>(this, [.. values]);
    }

    /// <summary>A value that does not hold on to the buffer it came in, which text does.</summary>
    private static T Own(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
}
