namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>A row of a batch whose tokens were hidden.</summary>
/// <param name="Ids">The tokens.</param>
/// <param name="Labels">What stood there; negative where nothing was hidden.</param>
internal sealed record HiddenRow(int[] Ids, int[] Labels)
{
    public static HiddenRow[] Of(TokenBatch tokens, int[] labels) =>
    [
        .. Enumerable.Range(0, tokens.SequenceCount).Select(row =>
        {
            var range = tokens.SequenceStarts[row]..tokens.SequenceStarts[row + 1];
            return new HiddenRow(tokens.Ids[range].ToArray(), labels[range]);
        }),
    ];
}
