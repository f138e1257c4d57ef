using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Attention;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Self-attention over ragged sequences: for each sequence and head S = Q Kᵀ / sqrt(d), P = softmax(S), context = dropout(P) V.</summary>
/// <remarks>Where the layout bounds the reach, the softmax is over the tokens in reach. A gradient that an objective wrote to the scores S joins the one that comes through the context.</remarks>
internal sealed unsafe class AttentionOperation : Operation
{
    private readonly Tensor _queryKeyValue;
    private readonly AttentionLayout _layout;
    private readonly int _headSize;
    private readonly DropoutMask _mask;
    private readonly NativeBuffer? _probabilities;
    private readonly Tensor? _scores;

    private AttentionOperation(Tape tape, Tensor queryKeyValue, AttentionLayout layout, int headSize, float dropout, bool wantScores)
    {
        _queryKeyValue = queryKeyValue;
        _layout = layout;
        _headSize = headSize;
        _mask = tape.NewMask(dropout);
        _probabilities = tape.IsTraining ? tape.AllocateBuffer(layout.Count) : null;
        _scores = wantScores ? tape.Allocate(1, checked((int)layout.Count)) : null;
        Output = tape.Allocate(queryKeyValue.Rows, layout.Heads * headSize);
        tape.Workers.For(layout.SequenceCount * layout.Heads, i => Forward(i / layout.Heads, i % layout.Heads));
    }

    public override Tensor Output { get; }

    /// <summary>P before dropout, laid out as the scores are; only in a recording pass.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities is null ? [] : new(_probabilities.Pointer, checked((int)_layout.Count));

    /// <summary>An objective may reach the scores alone, as in the last layer that a student learns attention from.</summary>
    public override bool HasGradient => base.HasGradient || _scores is { HasGradient: true };

    /// <param name="tape">The pass.</param>
    /// <param name="queryKeyValue">[tokens x 3 · heads · head size]: all heads' queries, then keys, then values.</param>
    /// <param name="layout">The sequences and heads.</param>
    /// <param name="headSize">Features of a head.</param>
    /// <param name="dropout">The share of probabilities to drop.</param>
    /// <param name="wantScores">Whether to keep S.</param>
    /// <returns>The context [tokens x heads · head size], and S laid out as <paramref name="layout"/> says, if wanted.</returns>
    public static (Tensor Context, Tensor? Scores) Apply(
        Tape tape, Tensor queryKeyValue, AttentionLayout layout, int headSize, float dropout, bool wantScores)
    {
        var operation = new AttentionOperation(tape, queryKeyValue, layout, headSize, dropout, wantScores);
        return (tape.Record(operation), operation._scores);
    }

    public override void Backward(Tape tape)
    {
        Output.AddableGradient(tape.Buffers);
        var accumulate = _queryKeyValue.OpenGradient(tape.Buffers);
        tape.Workers.For(_layout.SequenceCount * _layout.Heads, i => Backward(i / _layout.Heads, i % _layout.Heads, accumulate));
    }

    private void Forward(int sequence, int head)
    {
        var scratch = Scratch(sequence);
        AttentionKernel.Forward(
            HeadOf(_queryKeyValue.Value, sequence, head),
            _scores is null ? default : Square(_scores.Value.Data, sequence, head),
            _probabilities is null ? default : Square(_probabilities.Pointer, sequence, head),
            ContextOf(Output.Value, sequence, head),
            DropoutOf(sequence, head),
            new Span<float>(scratch.Pointer, (int)scratch.Length),
            _layout.Reach);
        BufferPool.Shared.Return(scratch);
    }

    private void Backward(int sequence, int head, bool accumulate)
    {
        var scratch = Scratch(sequence);
        AttentionKernel.Backward(
            HeadOf(_queryKeyValue.Value, sequence, head),
            Square(_probabilities!.Pointer, sequence, head),
            ContextOf(Output.Gradient, sequence, head),
            _scores is { HasGradient: true } ? Square(_scores.Gradient.Data, sequence, head) : default,
            HeadOf(_queryKeyValue.Gradient, sequence, head),
            accumulate,
            DropoutOf(sequence, head),
            new Span<float>(scratch.Pointer, (int)scratch.Length));
        BufferPool.Shared.Return(scratch);
    }

    private NativeBuffer Scratch(int sequence) =>
        BufferPool.Shared.Rent(AttentionKernel.ScratchLength(_layout.LengthOf(sequence), _headSize));

    private AttentionHead HeadOf(MatrixView matrix, int sequence, int head) =>
        AttentionHead.FromPacked(matrix.RowRange(_layout.StartOf(sequence), _layout.LengthOf(sequence)), head, _layout.Heads);

    private MatrixView ContextOf(MatrixView matrix, int sequence, int head) =>
        matrix.RowRange(_layout.StartOf(sequence), _layout.LengthOf(sequence)).ColumnRange(head * _headSize, _headSize);

    private MatrixView Square(float* data, int sequence, int head)
    {
        var n = _layout.LengthOf(sequence);
        return new MatrixView(data + _layout.OffsetOf(sequence, head), n, n);
    }

    private AttentionDropout DropoutOf(int sequence, int head) => new(_mask, checked((uint)_layout.OffsetOf(sequence, head)));
}
