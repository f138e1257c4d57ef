using System.Diagnostics.CodeAnalysis;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Scoring;

/// <summary>Computes as many numbers of each row.</summary>
internal abstract class VectorScorer : RowScorer<float[]>
{
    private const int LargestBatch = 1024;

    /// <summary>Values of a row.</summary>
    public abstract int Outputs { get; }

    /// <summary>Appends a row's text or texts to a batch.</summary>
    public abstract void AddTo(TokenBatch batch, ReadOnlySpan<char> text, ReadOnlySpan<char> pair);

    /// <summary>The values of each row of a batch [rows x outputs].</summary>
    public abstract void Score(TokenBatch batch, Span<float> values);

    /// <summary>The values of one row [outputs].</summary>
    public abstract void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> values);

    /// <summary>The values of several texts, and of pairs where the model reads them: for each text [outputs].</summary>
    public float[][] Score(IReadOnlyList<string?> texts, IReadOnlyList<string?>? pairs, RunningExecution execution)
    {
        var (results, batch) = (new float[texts.Count][], new TokenBatch());
        for (var first = 0; first < results.Length; first += LargestBatch)
        {
            execution.ThrowIfCancelled();
            batch.Clear();
            var count = Math.Min(LargestBatch, results.Length - first);
            for (var i = first; i < first + count; i++)
            {
                AddTo(batch, texts[i], pairs?[i]);
            }

            var values = new float[count * Outputs];
            Score(batch, values);
            values.Chunk(Outputs).ToArray().CopyTo(results, first);
        }

        return results;
    }

    /// <inheritdoc/>
    public sealed override void Score(IReadOnlyList<TextPair> rows, Span<float[]?> results)
    {
        var batch = new TokenBatch();
        foreach (var row in rows)
        {
            AddTo(batch, row.Text.Span, row.Pair.Span);
        }

        var values = new float[rows.Count * Outputs];
        Score(batch, values);
        for (var row = 0; row < rows.Count; row++)
        {
            values.AsSpan(row * Outputs, Outputs).CopyTo(results[row] ??= new float[Outputs]);
        }
    }

    /// <inheritdoc/>
    public sealed override void Score(ReadOnlyMemory<char> text, ReadOnlyMemory<char> pair, [NotNull] ref float[]? result) =>
        Score(text.Span, pair.Span, result ??= new float[Outputs]);
}
