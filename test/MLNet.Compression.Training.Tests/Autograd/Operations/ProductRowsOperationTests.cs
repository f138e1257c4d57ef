using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class ProductRowsOperationTests
{
    private const int Parts = 3;
    private const int Columns = 12;
    private const int Size = 5;
    private static readonly ushort[] _codes = [0, 4, 2, 1, 1, 1, 4, 0, 3, 2, 2, 0];

    /// <remarks>Straight through: as if x, less what it is, were added.</remarks>
    [Test]
    public void Apply_AllRows_HasTheGradientsOfItsEquation() => Check(rows: 4, numbers: null);

    [Test]
    public void Apply_SomeRows_HasTheGradientsOfItsEquation() => Check(rows: 6, [3, 0, 0, 2, 3, 0]);

    private static void Check(int rows, int[]? numbers)
    {
        var check = new GradientCheck().Input("rows", rows, Columns).Input("codebooks", Columns, Size);
        float[] raw = [.. check.Inputs[0].ValueSpan];
        check.Run(
            tape => ProductRowsOperation.Apply(tape, check.Inputs[0], check.Inputs[1], _codes, Parts, numbers),
            inputs =>
            [
                .. Enumerable.Range(0, rows * Columns).Select(i =>
                {
                    var (row, column) = (i / Columns, i % Columns);
                    var code = _codes[((numbers?[row] ?? row) * Parts) + (column / (Columns / Parts))];
                    return inputs[1][(column * Size) + code] + (inputs[0][i] - raw[i]);
                }),
            ]);
    }
}
