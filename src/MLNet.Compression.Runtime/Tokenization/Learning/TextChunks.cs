namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Texts in chunks of about as many characters, which do not depend on the number of threads.</summary>
internal static class TextChunks
{
    private const int Characters = 1 << 19;

    /// <exception cref="ArgumentException">A text is null.</exception>
    public static IEnumerable<List<string>> Of(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var (chunk, length) = (new List<string>(), 0L);
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Add(text ?? throw new ArgumentException("One of the texts is null.", nameof(texts)));
            length += text.Length;
            if (length >= Characters)
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }
}
