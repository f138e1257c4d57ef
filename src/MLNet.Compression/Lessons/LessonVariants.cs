using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Lessons;

/// <summary>Variants of the texts given to Fit, of which the teachers say what they mean.</summary>
internal static class LessonVariants
{
    private const int TextsBetweenReports = 10_000;

    /// <param name="texts">The texts.</param>
    /// <param name="options">How they vary.</param>
    /// <param name="seed">What the draws depend on, beside the row.</param>
    /// <param name="log">Is told how many there are.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="IOException">A file or folder that the options name is missing.</exception>
    public static PlainTexts Of(IEnumerable<PlainTexts> texts, AugmentationOptions options, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var augmenter = TextAugmenter.Load(options, (ulong)(uint)seed);
        foreach (var note in augmenter.Notes)
        {
            log.Inform(note);
        }

        var (variants, count) = (new PlainTexts(), 0);
        foreach (var (row, original) in texts.SelectMany(part => part.RowsAndTexts))
        {
            PlainTexts.ThrowIfCancelled(count, cancellationToken);
            foreach (var variant in augmenter.Variants(original.Text, original.Pair, (ulong)row, cancellationToken))
            {
                variants.Add(row, variant.Text, variant.Pair);
            }

            if (++count % TextsBetweenReports == 0)
            {
                log.Inform(FormattableString.Invariant($"{variants.Count:N0} variants of {count:N0} texts so far"));
            }
        }

        log.Inform(FormattableString.Invariant($"{variants.Count:N0} variants of {count:N0} texts"));
        return variants;
    }
}
