namespace MLNet.Compression.Training.Augmentation;

/// <summary>Proposes words that could stand in the place of others.</summary>
internal interface IWordCandidates
{
    /// <summary>Candidates for some words of a text. They depend on nothing but the text and the words, in particular on no call before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Words of it, first to last.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A list for each word: its candidates without the word itself, the best first; empty where there are none.</returns>
    IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken);
}
