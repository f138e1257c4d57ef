using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>A model's outputs for tokens: for all of them, or for those that are a given piece. Safe for several threads.</summary>
internal sealed class TokenOutputs : IModelOutputs
{
    private readonly BertShape _shape;
    private readonly Encoder _encoder;
    private readonly ITokenHead _head;
    private readonly int? _piece;
    private readonly WorkspacePool _workspaces = new();
    private readonly ChunkedBatch _chunks;

    /// <param name="model">A model whose head looks at tokens.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors.</param>
    /// <param name="piece">The tokens whose outputs are wanted; null for all.</param>
    public TokenOutputs(CompressedModel model, int threads, int? piece = null)
    {
        _shape = model.Shape;
        _encoder = new Encoder(model, allTokens: true);
        _head = ITokenHead.Of(model);
        _piece = piece;
        var rows = piece is { } id ? ResultRows.OfPiece(id) : ResultRows.OfTokens;
        _chunks = new ChunkedBatch(new WorkerPool(threads), _workspaces, Outputs, rows, Forward);
    }

    /// <summary>Outputs of a token.</summary>
    public int Outputs => _head.Outputs;

    /// <summary>Bytes of native memory held for scoring at the moment, beside the model.</summary>
    public long WorkingSetBytes => _workspaces.Bytes;

    /// <inheritdoc/>
    public int CountFor(TokenBatch batch) => _chunks.RowsOf(batch) * Outputs;

    /// <param name="batch">The sequences.</param>
    /// <param name="logits">Receives the outputs of the wanted tokens, in their order [tokens x outputs].</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or there is no room for the outputs.</exception>
    public void Compute(TokenBatch batch, Span<float> logits)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _chunks.RequireRoom(batch, logits);
        BatchChecks.Check(batch, _shape);
        _chunks.Run(batch, logits);
    }

    public void Dispose() => _workspaces.Dispose();

    private void Forward(SequenceChunk chunk, Workspace workspace, Span<float> results)
    {
        var states = Wanted(chunk, _encoder.States(chunk, workspace), workspace);
        if (states.Rows == 0)
        {
            return;
        }

        var logits = _head.Forward(states, workspace);
        for (var row = 0; row < logits.Rows; row++)
        {
            logits.RowSpan(row).CopyTo(results.Slice(row * Outputs, Outputs));
        }
    }

    private MatrixView Wanted(SequenceChunk chunk, MatrixView states, Workspace workspace)
    {
        if (_piece is not { } piece)
        {
            return states;
        }

        var wanted = workspace.First(chunk.Ids.Count(piece), states.Columns);
        for (int token = 0, row = 0; row < wanted.Rows; token++)
        {
            if (chunk.Ids[token] == piece)
            {
                states.RowSpan(token).CopyTo(wanted.RowSpan(row++));
            }
        }

        return wanted;
    }
}
