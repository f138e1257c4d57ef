using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>A part of each row that is chosen at random: by the seed, the step and the stored row.</summary>
/// <param name="seed">The seed; two views of the same one make the same choice.</param>
internal abstract class RandomView(ulong seed) : TokenView
{
    /// <inheritdoc/>
    public sealed override TokenBatch Of(TrainingBatch batch, long step)
    {
        var (view, sequence, tokens) = (new TokenBatch(), 0, batch.Tokens);
        foreach (var row in batch.Segments.SelectMany(segment => segment.Rows))
        {
            var (start, length) = (tokens.SequenceStarts[sequence], tokens.LengthOf(sequence));
            var random = new SeededRandom(SeededRandom.Combine(seed, (ulong)step), (ulong)row);
            AddRow(view, tokens.Ids.Slice(start, length), tokens.TokenTypes.Slice(start, length), random);
            view.EndSequence();
            sequence++;
        }

        return view;
    }

    /// <summary>Adds what is seen of a row: at least one token.</summary>
    protected abstract void AddRow(TokenBatch view, ReadOnlySpan<int> ids, ReadOnlySpan<int> types, SeededRandom random);
}
