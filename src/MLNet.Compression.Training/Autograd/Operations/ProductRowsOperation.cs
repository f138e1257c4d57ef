namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y[t, c] = C[c, k] with k the code of row t for the part that feature c lies in: rows put together of the vectors of codebooks.</summary>
/// <remarks>dC[c, k] = Σ dy[t, c] over the rows with that code; dx = dy, straight through to the rows that were replaced (Bengio et al. 2013).</remarks>
internal sealed class ProductRowsOperation : Operation
{
    private const int FeaturesPerPart = 8;
    private readonly Tensor _rows;
    private readonly Tensor _codebooks;
    private readonly ushort[] _codes;
    private readonly int[]? _numbers;
    private readonly int _parts;

    private ProductRowsOperation(Tape tape, Tensor rows, Tensor codebooks, ushort[] codes, int parts, int[]? numbers)
    {
        (_rows, _codebooks, _codes, _parts, _numbers) = (rows, codebooks, codes, parts, numbers);
        Output = tape.Allocate(rows.Rows, rows.Columns);
        tape.Workers.For(Output.Rows, Compose);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="rows">x, the rows that are replaced [rows x columns].</param>
    /// <param name="codebooks">C [columns x vectors of a codebook].</param>
    /// <param name="codes">k for each row of the table and each part [rows of the table x parts].</param>
    /// <param name="parts">Parts of a row.</param>
    /// <param name="numbers">Which rows of the table they are; null: all, in order.</param>
    public static Tensor Apply(Tape tape, Tensor rows, Tensor codebooks, ushort[] codes, int parts, int[]? numbers = null) =>
        tape.Record(new ProductRowsOperation(tape, rows, codebooks, codes, parts, numbers));

    public override void Backward(Tape tape)
    {
        var gradient = _codebooks.AddableGradient(tape.Buffers);
        tape.Workers.ForRange(gradient.Rows, FeaturesPerPart, (from, to) =>
        {
            for (var row = 0; row < Output.Rows; row++)
            {
                var codes = CodesOf(row);
                var dy = Output.Gradient.RowSpan(row);
                for (var c = from; c < to; c++)
                {
                    gradient.RowSpan(c)[codes[PartOf(c)]] += dy[c];
                }
            }
        });
        tape.WriteGradient(_rows, dx => Output.GradientSpan.CopyTo(dx.AsSpan()));
    }

    private void Compose(int row)
    {
        var codes = CodesOf(row);
        var y = Output.Value.RowSpan(row);
        for (var c = 0; c < y.Length; c++)
        {
            y[c] = _codebooks.Value.RowSpan(c)[codes[PartOf(c)]];
        }
    }

    private ReadOnlySpan<ushort> CodesOf(int row) => _codes.AsSpan((_numbers?[row] ?? row) * _parts, _parts);

    private int PartOf(int feature) => (int)((long)feature * _parts / Output.Columns);
}
