namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = s₁ sign(u) + s₂ sign(v), where s₁ and s₂ are the means of |u| and |v| over the weights that share them, and the sign of 0 is +. The gradient passes straight through to both.</summary>
/// <remarks>Where u is 0 and zeros are removed weights, y is 0, v counts for nothing, and neither learns.</remarks>
internal sealed class SignSumOperation : RowOperation
{
    private readonly Parameter _second;
    private readonly int[]? _rowOfTable;
    private readonly ScaleScope _scope;
    private readonly bool _keepsZeros;

    private SignSumOperation(Tape tape, Tensor first, Parameter second, int[]? rowOfTable, ScaleScope scope, bool keepsZeros)
        : base(tape, first) => (_second, _rowOfTable, _scope, _keepsZeros) = (second, rowOfTable, scope, keepsZeros);

    /// <param name="tape">The pass.</param>
    /// <param name="first">u [rows x columns].</param>
    /// <param name="second">v [rows of the whole table x columns].</param>
    /// <param name="rowOfTable">Which row of the table each row of <paramref name="first"/> is; null: all of them, in order.</param>
    /// <param name="scope">Which weights share scales.</param>
    /// <param name="keepsZeros">Whether zeros of <paramref name="first"/> are removed weights.</param>
    public static Tensor Apply(Tape tape, Tensor first, Parameter second, int[]? rowOfTable, ScaleScope scope, bool keepsZeros) =>
        new SignSumOperation(tape, first, second, rowOfTable, scope, keepsZeros).Run(tape);

    /// <summary>s₁ and s₂ of weights that share them, as a file holds them.</summary>
    public static (float First, float Second) ScalesOf(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ScaleScope scope, bool keepsZeros)
    {
        var (ofFirst, ofSecond, count) = (0.0, 0.0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] != 0 || !keepsZeros)
            {
                ofFirst += Math.Abs(first[i]);
                ofSecond += Math.Abs(second[i]);
                count++;
            }
        }

        return (scope.Stored(ofFirst / Math.Max(1, count)), scope.Stored(ofSecond / Math.Max(1, count)));
    }

    protected override void ForwardRow(int row, ReadOnlySpan<float> x, Span<float> y)
    {
        var second = _second.Value.RowSpan(_rowOfTable?[row] ?? row);
        for (var segment = 0; segment < _scope.SegmentsOf(x.Length); segment++)
        {
            var range = _scope.ColumnsOf(segment, x.Length);
            Forward(x[range], second[range], y[range]);
        }
    }

    private void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> second, Span<float> y)
    {
        var (s1, s2) = ScalesOf(x, second, _scope, _keepsZeros);
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = x[i] == 0 && _keepsZeros ? 0 : (x[i] < 0 ? -s1 : s1) + (second[i] < 0 ? -s2 : s2);
        }
    }

    protected override void BackwardRow(int row, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < dx.Length; i++)
        {
            dx[i] = x[i] == 0 && _keepsZeros ? 0 : dy[i];
        }
    }

    /// <remarks>Row after row, as a table's row may be looked up twice.</remarks>
    protected override void FinishBackward(Tape tape)
    {
        var gradient = _second.AddableGradient(tape.Buffers);
        for (var row = 0; row < Output.Rows; row++)
        {
            var x = Input.Value.RowSpan(row);
            var dy = Output.Gradient.RowSpan(row);
            var target = gradient.RowSpan(_rowOfTable?[row] ?? row);
            for (var i = 0; i < dy.Length; i++)
            {
                target[i] += x[i] == 0 && _keepsZeros ? 0 : dy[i];
            }
        }
    }
}
