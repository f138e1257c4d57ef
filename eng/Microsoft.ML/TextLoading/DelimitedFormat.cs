namespace Microsoft.ML.Data;

/// <summary>How a line of text is cut into fields, and how a field is read.</summary>
internal sealed record DelimitedFormat
{
    public char[] Separators { get; init; } = ['\t'];
    public bool AllowQuoting { get; init; }
    public bool AllowSparse { get; init; }
    public bool TrimWhitespace { get; init; }
    public bool ReadMultilines { get; init; }
    public bool MissingRealsAsNaNs { get; init; }
    public char EscapeChar { get; init; } = '"';
    public char DecimalMarker { get; init; } = '.';

    /// <summary>Number of fields of a line whose tail is sparse; 0 where the line itself says it.</summary>
    public int InputSize { get; init; }

    public bool IsSeparator(char c) => Array.IndexOf(Separators, c) >= 0;

    /// <summary>Spaces around a field are padding, unless they separate fields.</summary>
    public bool IsPadding(char c) => c == ' ' && !IsSeparator(' ');
}
