using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression;

/// <summary>
/// Turns texts into vectors: the mean of the encoder's last states over all tokens of a text, special ones included (Reimers and Gurevych
/// 2019), or of a static model's vectors, special ones left out. Works with a model of any head, which is not used. Immutable; any number of threads may call it at once.
/// </summary>
public sealed class SentenceEncoder : IDisposable
{
    private readonly BertShape _shape;
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly Encoder? _encoder;
    private readonly TokenMeans? _means;
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
        (_encoder, _means) = _shape.IsStatic ? ((Encoder?)null, new TokenMeans(model)) : (new Encoder(model, allTokens: true), null);
        _chunks = new ChunkedBatch(new WorkerPool(threads), _workspaces, Dimensions, ResultRows.OfSequences, Forward);
    }

    /// <summary>Values of each vector: the model's hidden size, of a static model that of its vectors.</summary>
    public int Dimensions => _shape.StateSize;

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

    private void RequireRoom(int sequences, ReadOnlySpan<float> vectors)
    {
        if (vectors.Length < (long)sequences * Dimensions)
        {
            throw new ArgumentException($"{sequences} sequences with {Dimensions} values each do not fit {vectors.Length} values.", nameof(vectors));
        }
    }

    private void Forward(SequenceChunk chunk, Workspace workspace, Span<float> vectors)
    {
        if (_encoder?.States(chunk, workspace) is not { } states)
        {
            _means!.Forward(chunk, workspace, vectors);
            return;
        }

        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            MeanOfRows.Of(states.RowRange(chunk.Start(sequence), chunk.Length(sequence)), vectors.Slice(sequence * Dimensions, Dimensions));
        }
    }
}
