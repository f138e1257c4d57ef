namespace Microsoft.ML.Data;

/// <summary>Checks the options of a loader and makes the format they describe.</summary>
internal static class DelimitedFormatFactory
{
    public static DelimitedFormat Create(TextLoader.Options options)
    {
        if (options.Separators is not { Length: > 0 })
            throw new ArgumentException("Must specify a separator", nameof(options));
        if (options.InputSize < 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.InputSize, "InputSize is 0 or more.");

        foreach (var separator in options.Separators)
            CheckSeparator(separator, options);
        if (options.DecimalMarker is not ('.' or ','))
            throw new ArgumentException($"The decimal marker is '.' or ',', not '{options.DecimalMarker}'.", nameof(options));

        return new DelimitedFormat
        {
            Separators = [.. options.Separators.Distinct()],
            AllowQuoting = options.AllowQuoting,
            AllowSparse = options.AllowSparse,
            TrimWhitespace = options.TrimWhitespace,
            ReadMultilines = options.ReadMultilines,
            MissingRealsAsNaNs = options.MissingRealsAsNaNs,
            EscapeChar = options.EscapeChar,
            DecimalMarker = options.DecimalMarker,
            InputSize = Math.Min(options.InputSize ?? 0, SourceSegment.EndOfLine - 1),
        };
    }

    private static void CheckSeparator(char separator, TextLoader.Options options)
    {
        if (separator == ':' && options.AllowSparse)
            throw new ArgumentException("When the separator is colon, turn off allowSparse", nameof(options));
        if (separator == options.DecimalMarker)
            throw new ArgumentException($"Decimal marker and separator cannot be the same '{separator}' character.", nameof(options));
        if (separator == options.EscapeChar)
            throw new ArgumentException($"Escape character '{separator}' cannot be a separator.", nameof(options));
        if ((separator < ' ' && separator != '\t') || char.IsAsciiDigit(separator) || separator == '"')
            throw new ArgumentException($"Illegal separator: '{separator}'", nameof(options));
    }
}
