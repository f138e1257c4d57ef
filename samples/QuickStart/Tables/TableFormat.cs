namespace QuickStart.Tables;

/// <summary>How the fields of a table stand in its file.</summary>
/// <param name="Separator">What stands between two fields.</param>
/// <param name="IsQuoted">Whether a field may stand in quotes, doubled inside it, and then hold separators and line breaks.</param>
internal readonly record struct TableFormat(char Separator, bool IsQuoted)
{
    private const char Quote = '"';
    private static readonly char[] _separators = [',', ';', '|'];

    /// <summary>The format that a header shows.</summary>
    /// <param name="header">The file's first line.</param>
    /// <returns>
    /// Tab-separated if a tab stands outside quotes, otherwise separated by what stands there most often of comma, semicolon and bar. Fields are
    /// quoted, except in a tab-separated file whose header has no quoted name: there a quote is a character like others.
    /// </returns>
    public static TableFormat Of(string header)
    {
        var (outside, hasQuotedName, isInside) = (new List<char>(), false, false);
        for (var i = 0; i < header.Length; i++)
        {
            var isQuote = header[i] == Quote;
            hasQuotedName |= isQuote && !isInside && (i == 0 || header[i - 1] is '\t' or ',' or ';' or '|');
            isInside ^= isQuote;
            if (!isInside)
            {
                outside.Add(header[i]);
            }
        }

        return outside.Contains('\t')
            ? new TableFormat('\t', hasQuotedName)
            : new TableFormat(_separators.MaxBy(separator => outside.Count(character => character == separator)), IsQuoted: true);
    }
}
