using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>The input of linear layers in every form that one of them takes.</summary>
/// <param name="Values">fp32 [tokens x features].</param>
/// <param name="Integers">The same rounded to integers; only there if some layer takes them.</param>
internal readonly record struct LinearInput(MatrixView Values, QuantizedRows Integers)
{
    public int Tokens => Values.Rows;

    public LinearInput RowRange(int first, int count) => new(Values.RowRange(first, count), Integers.Skip(first));
}
