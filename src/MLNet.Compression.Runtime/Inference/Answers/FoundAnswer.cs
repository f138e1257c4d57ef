namespace MLNet.Compression;

/// <summary>A part of a text that may be the answer to a question.</summary>
/// <param name="Start">Where it starts, in UTF-16 code units; of no answer 0.</param>
/// <param name="Length">Its length, in UTF-16 code units; 0 says that the text has no answer.</param>
/// <param name="Score">Its probability among all parts of the text that are no longer than an answer may be, and no answer where there may be none.</param>
public readonly record struct FoundAnswer(int Start, int Length, float Score)
{
    /// <summary>The answer's text; empty for no answer.</summary>
    /// <param name="context">The text that was searched.</param>
    public string In(string context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Substring(Start, Length);
    }
}
