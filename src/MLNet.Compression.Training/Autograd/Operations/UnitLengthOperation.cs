using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = x / max(‖x‖, 1e-12), row by row; dx = (dy − y (y · dy)) / ‖x‖, for a row without a length dy / 1e-12.</summary>
internal sealed class UnitLengthOperation : RowOperation
{
    private const float LeastLength = 1e-12f;

    private UnitLengthOperation(Tape tape, Tensor input)
        : base(tape, input)
    {
    }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x features].</param>
    public static Tensor Apply(Tape tape, Tensor input) => new UnitLengthOperation(tape, input).Run(tape);

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Divide(x, LengthOf(x), y);

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var length = LengthOf(x);
        ReadOnlySpan<float> y = Output.Value.RowSpan(row);
        var along = TensorPrimitives.Norm(x) > LeastLength ? TensorPrimitives.Dot(y, dy) : 0;
        TensorPrimitives.MultiplyAdd(y, -along, dy, dx);
        TensorPrimitives.Divide(dx, length, dx);
    }

    private static float LengthOf(ReadOnlySpan<float> x) => MathF.Max(TensorPrimitives.Norm(x), LeastLength);
}
