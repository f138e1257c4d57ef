namespace MLNet.Compression.Training.Robustness;

/// <summary>A model that tags words.</summary>
/// <param name="Tags">The names of the tags.</param>
/// <param name="Score">For each of several sentences of words the probability of each tag for each word [words x tags]; called from several threads.</param>
internal sealed record TagModel(IReadOnlyList<string> Tags, Func<IReadOnlyList<string[]>, float[][]> Score);
