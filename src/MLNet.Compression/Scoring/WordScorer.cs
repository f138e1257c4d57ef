using System.Diagnostics.CodeAnalysis;
using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Runtime.Inference.Words;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Scoring;

/// <summary>Tells the probability of each tag for each word of texts: of a row [words x tags]. Safe for several threads.</summary>
/// <param name="model">The model.</param>
/// <param name="threads">Threads that share a batch; 0 for all processors.</param>
internal sealed class WordScorer(CompressedModel model, int threads) : RowScorer<float[]>
{
    private readonly LaidOutModel<WordClassifier> _layout = new(() => new WordClassifier(model, threads));

    /// <inheritdoc/>
    public override void Score(IReadOnlyList<TextPair> rows, Span<float[]?> results)
    {
        using var lease = _layout.Rent();
        var (scorer, batch, words) = (lease.Scorer, lease.Scorer.NewBatch(), new int[rows.Count]);
        for (var row = 0; row < rows.Count; row++)
        {
            var spans = WordsOf(rows[row]);
            batch.Add(rows[row].Text.Span, spans);
            words[row] = spans.Length;
        }

        var probabilities = new float[batch.Places.Count * scorer.LabelCount];
        scorer.Score(batch, probabilities);
        for (int row = 0, start = 0; row < rows.Count; start += words[row++] * scorer.LabelCount)
        {
            results[row] = probabilities.AsSpan(start, words[row] * scorer.LabelCount).ToArray();
        }
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlyMemory<char> text, ReadOnlyMemory<char> pair, [NotNull] ref float[]? result) => Score(new TextPair(text, pair), ref result);

    /// <inheritdoc/>
    public override void Score(TextPair row, [NotNull] ref float[]? result)
    {
        var results = new float[]?[1];
        Score([row], results);
        result = results[0]!;
    }

    /// <summary>The entities of some texts.</summary>
    public IReadOnlyList<EntitySpan>[] EntitiesOf(IReadOnlyList<string> texts)
    {
        TextPair[] rows = [.. texts.Select(text => new TextPair(text.AsMemory(), default) { Words = WordSpan.Split(text) })];
        var results = new float[]?[rows.Length];
        Score(rows, results);
        return [.. texts.Select((text, i) => EntitySpans.Of(text, rows[i].Words, new TagRows(results[i], model.Labels)))];
    }

    /// <inheritdoc/>
    public override void Free() => _layout.Free();

    private static WordSpan[] WordsOf(TextPair row) => row.Words ?? WordSpan.Split(row.Text.Span);
}
