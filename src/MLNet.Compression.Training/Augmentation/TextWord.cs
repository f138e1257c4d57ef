namespace MLNet.Compression.Training.Augmentation;

/// <summary>Where a word stands in a text, in UTF-16 code units.</summary>
/// <param name="Start">Its first letter.</param>
/// <param name="End">Behind its last letter.</param>
internal readonly record struct TextWord(int Start, int End)
{
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, End - Start);
}
