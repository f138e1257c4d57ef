using System.Collections.Concurrent;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Inference.Answers;

namespace MLNet.Compression;

/// <summary>Finds the answer to a question in a text with a compressed model. Immutable; any number of threads may call it at once.</summary>
/// <remarks>Texts of any length: what is longer than the model reads is read in windows. Once its memory has grown to the longest text, a call with one thread allocates nothing on the managed heap.</remarks>
public sealed class AnswerFinder : IDisposable
{
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly TokenOutputs _outputs;
    private readonly AnswerOptions _options;
    private readonly ConcurrentBag<AnswerScratch> _scratch = [];

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">A model with the head <see cref="HeadKind.QuestionAnswering"/>.</param>
    /// <param name="options">How answers are looked for; null for the defaults.</param>
    /// <param name="threads">Threads that share the windows of a text, the caller's included; 0 for all processors. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The model has another head, one token type where its tokenizer has two, or reads too few tokens.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AnswerFinder(CompressedModel model, AnswerOptions? options = null, int threads = 1)
    {
        _options = (options ?? new AnswerOptions()).Checked();
        _outputs = new TokenOutputs(HeadCheck.Require(model, HeadKind.QuestionAnswering), threads);
        if (!model.Subwords.Template.TellsTextsApart(model.Shape.TokenTypes))
        {
            throw new ArgumentException("The model has one token type, so it can't tell a text from a question.", nameof(model));
        }

        _tokenizer = model.CreateTokenizer();
        _maxTokens = model.MaxTokens;
    }

    /// <summary>Bytes of native memory held for scoring at the moment, beside the model.</summary>
    public long WorkingSetBytes => _outputs.WorkingSetBytes;

    /// <summary>The most probable answers; they may overlap.</summary>
    /// <param name="question">The question.</param>
    /// <param name="context">The text.</param>
    /// <param name="answers">Receives them, the best first; as many as there is room for.</param>
    /// <returns>How many there are; 0 where the text has no tokens and must have an answer.</returns>
    /// <exception cref="ObjectDisposedException">The finder was disposed.</exception>
    public int Find(ReadOnlySpan<char> question, ReadOnlySpan<char> context, Span<FoundAnswer> answers)
    {
        var scratch = _scratch.TryTake(out var idle) ? idle : new AnswerScratch();
        try
        {
            scratch.Batch.Clear();
            scratch.Windows.AddTo(scratch.Batch, _tokenizer, _maxTokens, question, context, _options);
            var logits = scratch.Logits(scratch.Batch.TokenCount * _outputs.Outputs);
            _outputs.Compute(scratch.Batch, logits);
            return AnswerSearch.Find(scratch.Windows, scratch.Batch, logits, _options, answers);
        }
        finally
        {
            _scratch.Add(scratch);
        }
    }

    /// <summary>The most probable answer.</summary>
    /// <inheritdoc cref="Find(ReadOnlySpan{char}, ReadOnlySpan{char}, Span{FoundAnswer})"/>
    /// <returns>The answer; one of length 0 for none.</returns>
    public FoundAnswer Find(string question, string context)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(context);
        FoundAnswer best = default;
        Find(question, context, new Span<FoundAnswer>(ref best));
        return best;
    }

    /// <summary>The most probable answers to several questions, whose windows are scored together.</summary>
    /// <param name="rows">The questions with their texts.</param>
    /// <param name="top">The most answers to each.</param>
    /// <returns>For each question its answers, the best first.</returns>
    internal FoundAnswer[][] Find(IReadOnlyList<(ReadOnlyMemory<char> Question, ReadOnlyMemory<char> Context)> rows, int top)
    {
        var (batch, results) = (new TokenBatch(), new FoundAnswer[rows.Count][]);
        var windows = rows.Select(_ => new QuestionWindows()).ToArray();
        foreach (var (row, window) in rows.Zip(windows))
        {
            window.AddTo(batch, _tokenizer, _maxTokens, row.Question.Span, row.Context.Span, _options);
        }

        var logits = new float[batch.TokenCount * _outputs.Outputs];
        _outputs.Compute(batch, logits);
        var answers = new FoundAnswer[top];
        for (var row = 0; row < results.Length; row++)
        {
            results[row] = answers[..AnswerSearch.Find(windows[row], batch, logits, _options, answers)];
        }

        return results;
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _outputs.Dispose();
}
