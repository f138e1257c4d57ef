using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>The parsers of fields by the raw type of a column.</summary>
internal static class FieldParsers
{
    private static readonly Dictionary<Type, Func<DelimitedFormat, Delegate>> s_parsers = new()
    {
        [typeof(sbyte)] = _ => new FieldParser<sbyte>(ParseInteger),
        [typeof(byte)] = _ => new FieldParser<byte>(ParseInteger),
        [typeof(short)] = _ => new FieldParser<short>(ParseInteger),
        [typeof(ushort)] = _ => new FieldParser<ushort>(ParseInteger),
        [typeof(int)] = _ => new FieldParser<int>(ParseInteger),
        [typeof(uint)] = _ => new FieldParser<uint>(ParseInteger),
        [typeof(long)] = _ => new FieldParser<long>(ParseInteger),
        [typeof(ulong)] = _ => new FieldParser<ulong>(ParseInteger),
        [typeof(float)] = CreateReal<float>,
        [typeof(double)] = CreateReal<double>,
        [typeof(bool)] = _ => new FieldParser<bool>(ParseBoolean),
        [typeof(ReadOnlyMemory<char>)] = _ => new FieldParser<ReadOnlyMemory<char>>(ParseText),
    };

    private static readonly HashSet<string> s_true = new(["1", "+1", "+", "T", "Y", "YES", "TRUE"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> s_false = new(["0", "-1", "-", "F", "N", "NO", "FALSE"], StringComparer.OrdinalIgnoreCase);

    public static FieldParser<T> Create<T>(PrimitiveDataViewType type, DelimitedFormat format) =>
        type is KeyDataViewType key
            ? new KeyFieldParser<T>(key.Count).Parse
            : (FieldParser<T>)s_parsers[type.RawType](format);

    private static bool ParseInteger<T>(ReadOnlyMemory<char> text, out T value)
        where T : IBinaryInteger<T> =>
        T.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) || text.IsEmpty;

    private static Delegate CreateReal<T>(DelimitedFormat format)
        where T : IBinaryFloatingPointIeee754<T>
    {
        return format.DecimalMarker == ',' ? new FieldParser<T>(ParseWithComma) : new FieldParser<T>(Parse);

        static bool ParseWithComma(ReadOnlyMemory<char> text, out T value) =>
            text.Span.Contains('.')
                ? ParseMissing(text, out value)
                : Parse(text.ToString().Replace(',', '.').AsMemory(), out value);

        static bool Parse(ReadOnlyMemory<char> text, out T value) =>
            T.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || ParseMissing(text, out value);

        static bool ParseMissing(ReadOnlyMemory<char> text, out T value)
        {
            value = T.NaN;
            return MissingText.Matches(text.Span);
        }
    }

    private static bool ParseBoolean(ReadOnlyMemory<char> text, out bool value)
    {
        var word = text.ToString();
        value = s_true.Contains(word);
        return value || text.IsEmpty || s_false.Contains(word);
    }

    private static bool ParseText(ReadOnlyMemory<char> text, out ReadOnlyMemory<char> value)
    {
        value = text;
        return true;
    }
}
