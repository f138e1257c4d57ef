using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Training.Tests.Augmentation;

/// <summary>Candidates that a test writes itself; it remembers the words of the last question.</summary>
internal sealed class FixedCandidates(Func<string, IReadOnlyList<string>> candidatesOf) : IWordCandidates
{
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken)
    {
        Asked = [.. words.Select(word => word.In(text).ToString())];
        return [.. Asked.Select(candidatesOf)];
    }
}
