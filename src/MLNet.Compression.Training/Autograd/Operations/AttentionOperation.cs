using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Per sequence and head: S = Q Kᵀ / sqrt(d), P = softmax(S), context = dropout(P) V, over ragged sequences.</summary>
internal sealed unsafe class AttentionOperation : Operation
{
    private readonly Tensor _queryKeyValue;
    private readonly AttentionLayout _layout;
    private readonly int _headSize;
    private readonly DropoutMask _mask;
    private readonly NativeBuffer _probabilities;
    private readonly Tensor? _scores;

    private AttentionOperation(Tape tape, Tensor queryKeyValue, AttentionLayout layout, int headSize, float dropout, bool wantScores)
    {
        _queryKeyValue = queryKeyValue;
        _layout = layout;
        _headSize = headSize;
        _mask = tape.NewMask(dropout);
        _probabilities = tape.AllocateBuffer(layout.Count);
        _scores = wantScores ? tape.Allocate(1, checked((int)layout.Count)) : null;
        Output = tape.Allocate(queryKeyValue.Rows, layout.Heads * headSize);
        tape.Workers.For(layout.SequenceCount * layout.Heads, i => Forward(i / layout.Heads, i % layout.Heads));
    }

    public override Tensor Output { get; }

    public static (Tensor Context, Tensor? Scores) Apply(
        Tape tape, Tensor queryKeyValue, AttentionLayout layout, int headSize, float dropout, bool wantScores)
    {
        var operation = new AttentionOperation(tape, queryKeyValue, layout, headSize, dropout, wantScores);
        return (tape.Record(operation), operation._scores);
    }

    public override void Backward(Tape tape)
    {
        _queryKeyValue.AddableGradient(tape.Buffers);
        tape.Workers.For(_layout.SequenceCount * _layout.Heads, i => Backward(i / _layout.Heads, i % _layout.Heads));
    }

    private Span<float> Part(bool gradient, int token, int head, int part) =>
        (gradient ? _queryKeyValue.Gradient : _queryKeyValue.Value).RowSpan(token).Slice((part * _layout.Heads * _headSize) + (head * _headSize), _headSize);

    private void Forward(int sequence, int head)
    {
        var (n, start, offset) = (_layout.LengthOf(sequence), _layout.StartOf(sequence), _layout.OffsetOf(sequence, head));
        var scale = 1 / MathF.Sqrt(_headSize);
        for (var i = 0; i < n; i++)
        {
            var p = new Span<float>(_probabilities.Pointer + offset + (i * n), n);
            for (var j = 0; j < n; j++)
            {
                p[j] = scale * System.Numerics.Tensors.TensorPrimitives.Dot<float>(Part(false, start + i, head, 0), Part(false, start + j, head, 1));
            }

            _scores?.ValueSpan.Slice((int)offset + (i * n), n).Clear();
            if (_scores is not null)
            {
                p.CopyTo(_scores.ValueSpan.Slice((int)offset + (i * n), n));
            }

            System.Numerics.Tensors.TensorPrimitives.SoftMax<float>(p, p);
            var context = Output.Value.RowSpan(start + i).Slice(head * _headSize, _headSize);
            context.Clear();
            for (var j = 0; j < n; j++)
            {
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(Part(false, start + j, head, 2), p[j] * _mask.Factor(offset + (i * n) + j), context, context);
            }
        }
    }

    private void Backward(int sequence, int head)
    {
        var (n, start, offset) = (_layout.LengthOf(sequence), _layout.StartOf(sequence), _layout.OffsetOf(sequence, head));
        var scale = 1 / MathF.Sqrt(_headSize);
        var ds = new float[n];
        for (var i = 0; i < n; i++)
        {
            var p = new Span<float>(_probabilities.Pointer + offset + (i * n), n);
            var dContext = Output.Gradient.RowSpan(start + i).Slice(head * _headSize, _headSize);
            var sum = 0.0;
            for (var j = 0; j < n; j++)
            {
                var keep = _mask.Factor(offset + (i * n) + j);
                var dv = Part(true, start + j, head, 2);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(dContext, p[j] * keep, dv, dv);
                ds[j] = keep * System.Numerics.Tensors.TensorPrimitives.Dot<float>(dContext, Part(false, start + j, head, 2));
                sum += ds[j] * p[j];
            }

            var dq = Part(true, start + i, head, 0);
            for (var j = 0; j < n; j++)
            {
                var d = (float)(p[j] * (ds[j] - sum));
                if (_scores is { HasGradient: true })
                {
                    d += _scores.GradientSpan[(int)offset + (i * n) + j];
                }

                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(Part(false, start + j, head, 1), d * scale, dq, dq);
                var dk = Part(true, start + j, head, 1);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(Part(false, start + i, head, 0), d * scale, dk, dk);
            }
        }
    }
}
