using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>How values of a type are written as the text of a field.</summary>
internal static class FieldFormatters
{
    public static Func<T, string> Create<T>(PrimitiveDataViewType type, char separator)
    {
        if (type is KeyDataViewType key)
            return value => FormatKey(Convert.ToUInt64(value, CultureInfo.InvariantCulture), key.Count);
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (Func<T, string>)(object)new Func<ReadOnlyMemory<char>, string>(text => QuotedText.Format(text.Span, separator));
        if (typeof(T) == typeof(bool))
            return (Func<T, string>)(object)new Func<bool, string>(value => value ? "1" : "0");
        if (typeof(T) == typeof(float))
            return (Func<T, string>)(object)new Func<float, string>(value => float.IsNaN(value) ? "?" : value.ToString("R", CultureInfo.InvariantCulture));
        if (typeof(T) == typeof(double))
            return (Func<T, string>)(object)new Func<double, string>(value => double.IsNaN(value) ? "?" : value.ToString("R", CultureInfo.InvariantCulture));

        return value => Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Files count keys from 0; a missing key is an empty field.</summary>
    private static string FormatKey(ulong key, ulong count) =>
        key == 0 || key > count ? "" : (key - 1).ToString(CultureInfo.InvariantCulture);
}
