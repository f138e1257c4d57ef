using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression;

/// <summary>
/// Turns texts into vectors. An embedding model (<see cref="HeadKind.Embedding"/>) says how; of any other the vector is the mean of the encoder's
/// last states over all tokens of a text, special ones included (Reimers and Gurevych 2019), or of a static model's vectors, special ones left
/// out, and its head is not used. Immutable; any number of threads may call it at once.
/// </summary>
public sealed class SentenceEncoder : IModelOutputs
{
    private readonly BertShape _shape;
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly ISequenceEncoder _encoder;
    private readonly EmbeddingHead _head;
    private readonly WorkspacePool _workspaces = new();
    private readonly ChunkedBatch _chunks;

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors. Results do not depend on it.</param>
    public SentenceEncoder(CompressedModel model, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        _shape = model.Shape;
        _tokenizer = model.CreateTokenizer();
        _maxTokens = model.MaxTokens;
        (_encoder, _head) = (ISequenceEncoder.OfVectors(model), new EmbeddingHead(model));
        _chunks = new ChunkedBatch(new WorkerPool(threads), _workspaces, Dimensions, ResultRows.OfSequences, Forward);
    }

    /// <summary>Values of each vector: as many as an embedding model gives, else the model's hidden size, of a static model that of its vectors.</summary>
    public int Dimensions => _head.Dimensions;

    /// <summary>The vectors of several texts.</summary>
    /// <param name="batch">Tokenised texts.</param>
    /// <param name="vectors">Receives the result [sequences x <see cref="Dimensions"/>].</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or <paramref name="vectors"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public void Encode(TokenBatch batch, Span<float> vectors)
    {
        ArgumentNullException.ThrowIfNull(batch);
        RequireRoom(batch.SequenceCount, vectors);
        BatchChecks.Check(batch, _shape);
        _chunks.Run(batch, vectors);
    }

    /// <summary>The vector of one text; what is beyond the model's most tokens is cut off.</summary>
    /// <param name="text">The text.</param>
    /// <param name="vector">Receives the result [<see cref="Dimensions"/>].</param>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public void Encode(ReadOnlySpan<char> text, Span<float> vector)
    {
        RequireRoom(1, vector);
        using var lease = _workspaces.Rent();
        var batch = lease.Workspace.EmptyBatch();
        _tokenizer.AddTo(batch, text, _maxTokens);
        Forward(new SequenceChunk(batch, 0, 1), lease.Workspace, vector[..Dimensions]);
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _workspaces.Dispose();

    int IModelOutputs.CountFor(TokenBatch batch) => batch.SequenceCount * Dimensions;

    void IModelOutputs.Compute(TokenBatch batch, Span<float> outputs) => Encode(batch, outputs);

    private void RequireRoom(int sequences, ReadOnlySpan<float> vectors)
    {
        if (vectors.Length < (long)sequences * Dimensions)
        {
            throw new ArgumentException($"{sequences} sequences with {Dimensions} values each do not fit {vectors.Length} values.", nameof(vectors));
        }
    }

    private void Forward(SequenceChunk chunk, Workspace workspace, Span<float> vectors) =>
        _head.Forward(_encoder.Forward(chunk, workspace, _head.InputFormat), workspace, vectors);
}
