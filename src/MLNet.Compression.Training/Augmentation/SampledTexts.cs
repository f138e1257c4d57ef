namespace MLNet.Compression.Training.Augmentation;

/// <summary>Texts that a sampler makes of seeds, each once and none that is a seed.</summary>
/// <param name="sampler">Makes them.</param>
/// <param name="seeds">What they begin with.</param>
/// <param name="known">Texts that are there already.</param>
/// <param name="count">How many there are to be.</param>
internal sealed class SampledTexts(TextSampler sampler, IReadOnlyList<SeedSequence> seeds, IReadOnlyCollection<TextVariant> known, int count)
{
    private const int TriesOfText = 4;

    /// <summary>Makes the texts while they are asked for: always the same ones, and fewer than wanted where new ones come too seldom.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IEnumerable<TextVariant> Make(CancellationToken cancellationToken = default)
    {
        HashSet<TextVariant> all = [.. known];
        var made = 0;
        for (var tried = 0L; tried < (long)count * TriesOfText; tried += TextSampler.SequencesOfRun)
        {
            foreach (var text in sampler.Run(seeds, tried, cancellationToken).Where(all.Add))
            {
                yield return text;
                if (++made == count)
                {
                    yield break;
                }
            }
        }
    }
}
