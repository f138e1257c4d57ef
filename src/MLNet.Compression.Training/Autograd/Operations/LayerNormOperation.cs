using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>z = dropout(x) + residual; y = γ ∘ (z − mean z) / sqrt(var z + ε) + β, row by row.</summary>
internal sealed unsafe class LayerNormOperation : Operation
{
    private readonly Tensor _input;
    private readonly Tensor? _residual;
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly DropoutMask _mask;
    private readonly NativeBuffer _normalized;
    private readonly NativeBuffer _inverseDeviation;

    private LayerNormOperation(Tape tape, Tensor input, Tensor? residual, Parameter scale, Parameter shift, float epsilon, float dropout)
    {
        _input = input;
        _residual = residual;
        _scale = scale;
        _shift = shift;
        _mask = tape.NewMask(dropout);
        _normalized = tape.AllocateBuffer(input.Count);
        _inverseDeviation = tape.AllocateBuffer(input.Rows);
        Output = tape.Allocate(input.Rows, input.Columns);
        tape.Workers.For(input.Rows, row => ForwardRow(row, epsilon));
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, Tensor? residual, Parameter scale, Parameter shift, float epsilon, float dropout) =>
        tape.Record(new LayerNormOperation(tape, input, residual, scale, shift, epsilon, dropout));

    public override void Backward(Tape tape)
    {
        var input = _input.AddableGradient(tape.Buffers);
        _residual?.AddableGradient(tape.Buffers);
        var scale = _scale.AddableGradient(tape.Buffers).RowSpan(0);
        var shift = _shift.AddableGradient(tape.Buffers).RowSpan(0);
        for (var row = 0; row < input.Rows; row++)
        {
            var dy = Output.Gradient.RowSpan(row);
            var x = NormalizedRow(row);
            for (var i = 0; i < dy.Length; i++)
            {
                scale[i] += dy[i] * x[i];
                shift[i] += dy[i];
            }
        }

        tape.Workers.For(input.Rows, BackwardRow);
    }

    private Span<float> NormalizedRow(int row) => new(_normalized.Pointer + ((long)row * _input.Columns), _input.Columns);

    private void ForwardRow(int row, float epsilon)
    {
        var z = NormalizedRow(row);
        _mask.Apply((long)row * z.Length, _input.Value.RowSpan(row), z);
        var (sum, squares) = (0.0, 0.0);
        var residual = _residual is null ? [] : _residual.Value.RowSpan(row);
        for (var i = 0; i < z.Length; i++)
        {
            z[i] += residual.IsEmpty ? 0 : residual[i];
            sum += z[i];
        }

        var mean = sum / z.Length;
        for (var i = 0; i < z.Length; i++)
        {
            squares += (z[i] - mean) * (z[i] - mean);
        }

        var inverse = 1 / Math.Sqrt((squares / z.Length) + epsilon);
        _inverseDeviation.Pointer[row] = (float)inverse;
        var y = Output.Value.RowSpan(row);
        var scale = _scale.ValueSpan;
        var shift = _shift.ValueSpan;
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (float)((z[i] - mean) * inverse);
            y[i] = (scale[i] * z[i]) + shift[i];
        }
    }

    private void BackwardRow(int row)
    {
        var dy = Output.Gradient.RowSpan(row);
        var x = NormalizedRow(row);
        var scale = _scale.ValueSpan;
        var (sum, dot) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            sum += dy[i] * scale[i];
            dot += dy[i] * scale[i] * x[i];
        }

        Span<float> dz = stackalloc float[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            dz[i] = (float)(_inverseDeviation.Pointer[row] * ((dy[i] * scale[i]) - (sum / x.Length) - (x[i] * dot / x.Length)));
        }

        if (_residual is not null)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(_residual.Gradient.RowSpan(row), dz, _residual.Gradient.RowSpan(row));
        }

        _mask.ApplyAdding((long)row * x.Length, dz, _input.Gradient.RowSpan(row));
    }
}
