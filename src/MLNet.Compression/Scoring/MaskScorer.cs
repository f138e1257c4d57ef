using System.Diagnostics.CodeAnalysis;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>Proposes pieces for masked places with a model. Safe for several threads.</summary>
/// <param name="model">The model.</param>
/// <param name="top">How many pieces for each place.</param>
/// <param name="threads">Threads that share a batch; 0 for all processors.</param>
internal sealed class MaskScorer(CompressedModel model, int top, int threads) : RowScorer<FilledMasks>
{
    private readonly LaidOutModel<MaskFiller> _layout = new(() => new MaskFiller(model, threads));

    /// <inheritdoc cref="MaskFiller.Fill(IReadOnlyList{string}, int)"/>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<LikelyPiece>>> Fill(IReadOnlyList<string> texts, int pieces)
    {
        using var lease = _layout.Rent();
        return lease.Scorer.Fill(texts, pieces);
    }

    /// <inheritdoc/>
    public override void Score(IReadOnlyList<TextPair> rows, Span<FilledMasks?> results)
    {
        var filled = Fill([.. rows.Select(row => row.Text.ToString())], top);
        for (var row = 0; row < rows.Count; row++)
        {
            results[row] = new FilledMasks(filled[row]);
        }
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlyMemory<char> text, ReadOnlyMemory<char> pair, [NotNull] ref FilledMasks? result) => result = new FilledMasks(Fill([text.ToString()], top)[0]);

    /// <inheritdoc/>
    public override void Free() => _layout.Free();
}
