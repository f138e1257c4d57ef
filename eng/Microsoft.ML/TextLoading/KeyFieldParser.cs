using System.Globalization;
using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>Reads a key: 0 to count - 1 in the text are the keys 1 to count; all else is the missing key 0.</summary>
internal sealed class KeyFieldParser<T>(ulong count)
{
    private static readonly Func<ulong, T> s_convert = CreateConversion();

    public bool Parse(ReadOnlyMemory<char> text, out T value)
    {
        var valid = ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count;
        value = valid ? s_convert(index + 1) : default;
        return valid || MissingText.Matches(text.Span);
    }

    private static Func<ulong, T> CreateConversion()
    {
        var raw = Expression.Parameter(typeof(ulong));
        return Expression.Lambda<Func<ulong, T>>(Expression.Convert(raw, typeof(T)), raw).Compile();
    }
}
