using System.Globalization;
using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>Reads columns of any scalar type.</summary>
internal static class AnyColumn
{
    /// <summary>Gives the value of the row at hand, exactly, in words.</summary>
    public static Func<string> Getter(DataViewRow row, DataViewSchema.Column column) => (Func<string>)typeof(AnyColumn)
        .GetMethod(nameof(GetterOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(column.Type.RawType)
        .Invoke(null, [row, column])!;

    /// <summary>The values of a column.</summary>
    public static IReadOnlyList<string> Read(IDataView data, string name)
    {
        using var cursor = data.GetRowCursor([data.Schema[name]]);
        var (read, values) = (Getter(cursor, data.Schema[name]), new List<string>());
        while (cursor.MoveNext())
        {
            values.Add(read());
        }

        return values;
    }

    public static string Describe<T>(T value) => value switch
    {
        DateTime time => time.Ticks.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcTicks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Func<string> GetterOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return Describe(value);
        };
    }
}
