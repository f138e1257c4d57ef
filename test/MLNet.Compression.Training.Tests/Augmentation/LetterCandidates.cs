using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Training.Tests.Augmentation;

/// <summary>For each word four others: the word itself with a letter behind it.</summary>
internal sealed class LetterCandidates : IWordCandidates
{
    public const int Count = 4;

    public static IReadOnlyList<string> Of(string word) => [.. Enumerable.Range(0, Count).Select(i => $"{word}{(char)('v' + i)}")];

    public IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken) =>
        [.. words.Select(word => Of(word.In(text).ToString()))];
}
