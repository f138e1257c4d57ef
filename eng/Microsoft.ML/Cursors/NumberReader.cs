using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads a scalar number, key or truth value as a double; a key as its raw value, a truth value as 0 or 1.</summary>
internal static class NumberReader
{
    private static readonly Dictionary<Type, Func<DataViewRow, DataViewSchema.Column, Func<double>>> s_readers = new()
    {
        [typeof(sbyte)] = Read<sbyte>,
        [typeof(byte)] = Read<byte>,
        [typeof(short)] = Read<short>,
        [typeof(ushort)] = Read<ushort>,
        [typeof(int)] = Read<int>,
        [typeof(uint)] = Read<uint>,
        [typeof(long)] = Read<long>,
        [typeof(ulong)] = Read<ulong>,
        [typeof(float)] = Read<float>,
        [typeof(double)] = Read<double>,
        [typeof(bool)] = ReadBoolean,
    };

    public static Func<double> Create(DataViewRow row, DataViewSchema.Column column) =>
        s_readers.TryGetValue(column.Type.RawType, out var create)
            ? create(row, column)
            : throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is of type {column.Type}: a number, key or truth value expected.");

    private static Func<double> Read<T>(DataViewRow row, DataViewSchema.Column column)
        where T : INumber<T>
    {
        var getter = row.GetGetter<T>(column);
        var value = T.Zero;
        return () =>
        {
            getter(ref value);
            return double.CreateTruncating(value);
        };
    }

    private static Func<double> ReadBoolean(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<bool>(column);
        var value = false;
        return () =>
        {
            getter(ref value);
            return value ? 1 : 0;
        };
    }
}
