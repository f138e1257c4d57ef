namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the page on which its text begins, from 1.</param>
/// <param name="Words">What stands behind the opening fence: the language, and what the tests should know.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record CodeFence(string Page, int Line, IReadOnlyList<string> Words, string Text)
{
    /// <summary>The language, or nothing.</summary>
    public string Language => Words.Count == 0 ? "" : Words[0];

    /// <summary>Whether a word stands behind the language.</summary>
    public bool Says(string word) => Words.Skip(1).Contains(word);

    /// <inheritdoc/>
    public override string ToString() => $"{Page}({Line})";
}
