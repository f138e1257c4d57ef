using System.Globalization;
using System.Numerics;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>All types that the values of classes may have, which are those that MapValueToKey takes. A new one is added here and nowhere else.</summary>
internal static class KeyValueTypes
{
    // Ticks alone: times that differ in nothing but their kind are equal.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";

    public static KeyValueType<ReadOnlyMemory<char>> Text { get; } = new(
        1, TextDataViewType.Instance, (writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory(), value => value.ToString(), value => value.IsEmpty);

    private static readonly KeyValueType[] _all =
    [
        Text,
        Whole<bool>(2, BooleanDataViewType.Instance, (writer, value) => writer.Write(value), reader => reader.ReadBoolean(), value => $"{value}"),
        Number<sbyte>(3, NumberDataViewType.SByte, (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        Number<byte>(4, NumberDataViewType.Byte, (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        Number<short>(5, NumberDataViewType.Int16, (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        Number<ushort>(6, NumberDataViewType.UInt16, (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        Number<int>(7, NumberDataViewType.Int32, (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        Number<uint>(8, NumberDataViewType.UInt32, (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        Number<long>(9, NumberDataViewType.Int64, (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        Number<ulong>(10, NumberDataViewType.UInt64, (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        Number<float>(11, NumberDataViewType.Single, (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        Number<double>(12, NumberDataViewType.Double, (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        Whole<DateTime>(13, DateTimeDataViewType.Instance, Write, reader => new DateTime(reader.ReadInt64(), (DateTimeKind)reader.ReadByte()), Format),
        Whole<DateTimeOffset>(14, DateTimeOffsetDataViewType.Instance, Write, ReadTimeWithOffset, value => $"{Format(value.UtcDateTime)}Z"),
        Whole<TimeSpan>(15, TimeSpanDataViewType.Instance, (writer, value) => writer.Write(value.Ticks), reader => new TimeSpan(reader.ReadInt64()), value => value.ToString("c", CultureInfo.InvariantCulture)),
        Whole<DataViewRowId>(16, RowIdDataViewType.Instance, Write, reader => new DataViewRowId(reader.ReadUInt64(), reader.ReadUInt64()), value => $"{value.High:x16}{value.Low:x16}"),
    ];

    /// <summary>Whether values of a type can be classes.</summary>
    public static bool Has(DataViewType type) => Array.Exists(_all, known => known.ItemType.Equals(type));

    /// <exception cref="InvalidOperationException">Values of this type can't be classes.</exception>
    public static KeyValueType Of(DataViewType type, string column) => Array.Find(_all, known => known.ItemType.Equals(type))
        ?? throw new InvalidOperationException(
            $"Label column '{column}' stands for values of type {type}; only text, truth values, numbers, times and row ids can be classes. Convert it to text first.");

    /// <exception cref="FormatException">No type has this number.</exception>
    public static KeyValueType OfId(byte id) => Array.Find(_all, known => known.Id == id)
        ?? throw new FormatException($"Class values of type {id}; 1 to {_all.Length} are known. The file may come from a newer version: update MLNet.Compression.");

    // Adding zero makes -0, which equals 0, look like it.
    private static KeyValueType<T> Number<T>(byte id, NumberDataViewType type, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        where T : INumber<T> => new(id, type, write, read, value => (value + T.Zero).ToString(null, CultureInfo.InvariantCulture), T.IsNaN);

    /// <summary>A type all of whose values are labels.</summary>
    private static KeyValueType<T> Whole<T>(byte id, PrimitiveDataViewType type, Action<BinaryWriter, T> write, Func<BinaryReader, T> read, Func<T, string> format) =>
        new(id, type, write, read, format, isMissing: _ => false);

    private static string Format(DateTime value) => value.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static void Write(BinaryWriter writer, DateTime value)
    {
        writer.Write(value.Ticks);
        writer.Write((byte)value.Kind);
    }

    private static void Write(BinaryWriter writer, DateTimeOffset value)
    {
        writer.Write(value.Ticks);
        writer.Write((short)value.TotalOffsetMinutes);
    }

    private static DateTimeOffset ReadTimeWithOffset(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16()));

    private static void Write(BinaryWriter writer, DataViewRowId value)
    {
        writer.Write(value.Low);
        writer.Write(value.High);
    }
}
