using System.Globalization;
using System.Text;

namespace MLNet.Compression.Training.Reports;

/// <summary>Names of bounded length, which come from data and may be anything.</summary>
internal static class ShortText
{
    /// <summary>The longest name in a report, in UTF-16 characters.</summary>
    public const int Longest = 100;

    /// <summary>A name as UTF-8 can hold it, cut between two characters where it is longer.</summary>
    /// <param name="text">The name.</param>
    /// <param name="longest">The most UTF-16 characters, that of the mark of a cut included.</param>
    public static string Of(string text, int longest = Longest)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        if (whole.Length <= longest)
        {
            return whole;
        }

        var length = 0;
        while (StringInfo.GetNextTextElementLength(whole, length) is var next && length + next < longest)
        {
            length += next;
        }

        return $"{whole.AsSpan(0, length)}…";
    }
}
