using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Scoring;

/// <summary>Computes a result of the text or texts of a row. Safe for several threads.</summary>
/// <typeparam name="TResult">The result of a row.</typeparam>
internal abstract class RowScorer<TResult> : IRowScorer
    where TResult : class
{
    /// <summary>The results of several rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="results">Receives the result of each. A place may hold an earlier result, whose memory is used again.</param>
    public abstract void Score(IReadOnlyList<TextPair> rows, Span<TResult?> results);

    /// <summary>The result of one row.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="pair">The text that goes with it; empty for a model of single texts.</param>
    /// <param name="result">An earlier result, whose memory is used again, or null.</param>
    public abstract void Score(ReadOnlyMemory<char> text, ReadOnlyMemory<char> pair, [NotNull] ref TResult? result);

    /// <summary>The result of one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="result">An earlier result, whose memory is used again, or null.</param>
    public virtual void Score(TextPair row, [NotNull] ref TResult? result) => Score(row.Text, row.Pair, ref result);

    /// <inheritdoc/>
    public IScoreSource OneByOne(DataViewRow row, TextModelMapper mapper) => new SingleRowScores<TResult>(row, mapper.Columns.Texts, this);

    /// <inheritdoc/>
    public IScoreSource InBatches(LookAheadCursor rows, TextModelMapper mapper, RunningExecution execution) => new BatchedScores<TResult>(rows, mapper, this, execution);

    /// <inheritdoc/>
    public abstract void Free();
}
