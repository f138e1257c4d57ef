using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Values of one CLR type: how they are written, read and shown, and which of them stands for none.</summary>
/// <remarks>Equal values have equal names, different ones different names, so that classes can be matched by name.</remarks>
internal sealed class KeyValueType<T>(
    byte id, PrimitiveDataViewType itemType, Action<BinaryWriter, T> write, Func<BinaryReader, T> read, Func<T, string> format, Func<T, bool> isMissing)
    : KeyValueType(id, itemType)
{
    public Action<BinaryWriter, T> Write { get; } = write;

    public Func<T, string> Format { get; } = format;

    /// <summary>What MapValueToKey gives no key.</summary>
    public Func<T, bool> IsMissing { get; } = isMissing;

    public override ClassKeys ReadFrom(DataViewSchema.Column column, string annotation)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(annotation, ref values);
        return new ClassKeys<T>(this, [.. values.DenseValues().Select(Own)]);
    }

    public override ClassCollector Collect(string column) => new ClassCollector<T>(this, column);

    public override Func<string?> NameReader(DataViewRow row, DataViewSchema.Column label)
    {
        var getter = row.GetGetter<T>(label);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return IsMissing(value) ? null : Format(value);
        };
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
    public static T Own(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
}
