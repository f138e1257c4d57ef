using System.Globalization;
using System.Numerics;
using Microsoft.ML.Data;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>All types that the values behind a label's keys may have. A new one is added here and nowhere else.</summary>
internal static class KeyValueTypes
{
    public static KeyValueType<ReadOnlyMemory<char>> Text { get; } =
        new(1, TextDataViewType.Instance, (writer, value) => writer.Write(value.ToString()), reader => reader.ReadString().AsMemory(), value => value.ToString());

    private static readonly KeyValueType[] _all =
    [
        Text,
        new KeyValueType<bool>(2, BooleanDataViewType.Instance, (writer, value) => writer.Write(value), reader => reader.ReadBoolean(), value => $"{value}"),
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
    ];

    /// <exception cref="InvalidOperationException">Key values of this type can't be classes.</exception>
    public static KeyValueType Of(DataViewType type, string column) => Array.Find(_all, known => known.ItemType.Equals(type))
        ?? throw new InvalidOperationException(
            $"The keys of label column '{column}' stand for values of type {type}; only text, numbers and truth values can be classes. Convert the label to text before MapValueToKey.");

    /// <exception cref="FormatException">No type has this number.</exception>
    public static KeyValueType OfId(byte id) => Array.Find(_all, known => known.Id == id)
        ?? throw new FormatException($"Key values of type {id}; 1 to {_all.Length} are known. The file may come from a newer version: update MLNet.Compression.");

    private static KeyValueType<T> Number<T>(byte id, NumberDataViewType type, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
        where T : INumber<T> => new(id, type, write, read, value => value.ToString(null, CultureInfo.InvariantCulture));
}
