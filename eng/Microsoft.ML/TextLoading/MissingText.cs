namespace Microsoft.ML.Data;

/// <summary>The texts that stand for a missing number: nothing, ?, NaN, NA, N/A.</summary>
internal static class MissingText
{
    private static readonly string[] s_spellings = ["?", "NaN", "NA", "N/A"];

    public static bool Matches(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return true;

        foreach (var spelling in s_spellings)
        {
            if (text.Equals(spelling, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
