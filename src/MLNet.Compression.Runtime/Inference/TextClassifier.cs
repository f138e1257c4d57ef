using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression;

/// <summary>Scores texts with a compressed classifier, of one label a text or several, or a regression model. Immutable; any number of threads may call it at once.</summary>
/// <remarks>Once its memory has grown to the longest input, a call with one thread allocates nothing on the managed heap.</remarks>
public sealed partial class TextClassifier : IModelOutputs
{
    private readonly BertShape _shape;
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly ISequenceEncoder _encoder;
    private readonly ClassificationHead _head;
    private readonly WorkspacePool _workspaces = new();
    private readonly ChunkedBatch _chunks;

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">A model with the head <see cref="HeadKind.Sequence"/>, <see cref="HeadKind.MultiLabel"/> or <see cref="HeadKind.Regression"/>.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public TextClassifier(CompressedModel model, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireFirstTokenHead(model);
        _shape = model.Shape;
        _tokenizer = model.CreateTokenizer();
        _maxTokens = model.MaxTokens;
        _encoder = ISequenceEncoder.Of(model);
        _head = new ClassificationHead(model);
        (IsRegression, IsMultiLabel) = (model.Head == HeadKind.Regression, model.Head == HeadKind.MultiLabel);
        _chunks = new ChunkedBatch(new WorkerPool(threads), _workspaces, LabelCount, ResultRows.OfSequences, Forward);
    }

    /// <summary>Reads a model and lays its weights out, while the code that scores it is compiled on another processor.</summary>
    /// <param name="path">A file that <see cref="CompressedModel.Save(string)"/> wrote.</param>
    /// <param name="threads">As in the constructor.</param>
    /// <exception cref="ModelFileException">The file is not a model, or a damaged one, or one of a newer version.</exception>
    /// <exception cref="ArgumentException">The model has another head than classification or regression.</exception>
    public static TextClassifier Load(string path, int threads = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new TextClassifier(CompressedModel.Load(path, KernelWarmUp.Follow), threads);
    }

    /// <summary>Whether scores are predicted values; otherwise they are probabilities of classes.</summary>
    public bool IsRegression { get; }

    /// <summary>Whether each label has a probability of its own, so that a text may have several or none; otherwise the probabilities of a text sum to 1.</summary>
    public bool IsMultiLabel { get; }

    /// <summary>Values that are computed for each text: the number of classes, or of regression outputs.</summary>
    public int LabelCount => _head.Outputs;

    /// <summary>Bytes of native memory held for scoring at the moment, beside the model.</summary>
    public long WorkingSetBytes => _workspaces.Bytes;

    /// <summary>The probability of each class, or for a regression the predicted value.</summary>
    /// <param name="batch">Tokenised texts.</param>
    /// <param name="probabilities">Receives the result [sequences x <see cref="LabelCount"/>].</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or <paramref name="probabilities"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Score(TokenBatch batch, Span<float> probabilities)
    {
        Logits(batch, probabilities);
        ToProbabilities(probabilities, batch.SequenceCount);
    }

    /// <summary>The classifier's outputs before softmax, or before the sigmoid of several labels a text.</summary>
    /// <param name="batch">Tokenised texts.</param>
    /// <param name="logits">Receives the result [sequences x <see cref="LabelCount"/>].</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or <paramref name="logits"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Logits(TokenBatch batch, Span<float> logits)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CheckResult(batch.SequenceCount, logits);
        BatchChecks.Check(batch, _shape);
        _chunks.Run(batch, logits);
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _workspaces.Dispose();

    int IModelOutputs.CountFor(TokenBatch batch) => batch.SequenceCount * LabelCount;

    void IModelOutputs.Compute(TokenBatch batch, Span<float> outputs) => Score(batch, outputs);

    private static void RequireFirstTokenHead(CompressedModel model)
    {
        var head = HeadDefinition.Of(model.Head);
        if (!head.ReadsFirstToken || head.IsEmbedding)
        {
            throw new ArgumentException($"The model is one for {head.Name}; only classification and regression give scores of a whole text.", nameof(model));
        }
    }

    private void Forward(SequenceChunk chunk, Workspace workspace, Span<float> logits)
    {
        var result = _head.Forward(_encoder.Forward(chunk, workspace, _head.InputFormat), workspace);
        for (var i = 0; i < result.Rows; i++)
        {
            result.RowSpan(i).CopyTo(logits.Slice(i * LabelCount, LabelCount));
        }
    }

    private unsafe void ToProbabilities(Span<float> logits, int sequences)
    {
        if (IsRegression)
        {
            return;
        }

        if (IsMultiLabel)
        {
            Sigmoid.Forward(logits[..(sequences * LabelCount)]);
            return;
        }

        fixed (float* rows = logits)
        {
            SoftmaxKernel.Forward(new MatrixView(rows, sequences, LabelCount), WorkerPool.Inline);
        }
    }

    private void CheckResult(int sequences, Span<float> result)
    {
        if (result.Length < (long)sequences * LabelCount)
        {
            throw new ArgumentException($"{sequences} sequences with {LabelCount} values each do not fit {result.Length} values.", nameof(result));
        }
    }
}
