using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Initialization;

/// <summary>
/// Copies chosen units of a teacher's tensors into a student's. Of what the teacher lacks, weights that make a new unit keep their random
/// values, at the size of the copied ones; weights that read a new unit begin at 0.
/// </summary>
/// <remarks>
/// So a new unit changes no output at first, and yet learns: its reader's gradient is its value, which is not 0 (as with the zero
/// start of residual branches). Were the readers random too, the teacher's function would be lost in noise; were the makers 0
/// as well, neither side would ever have a gradient.
/// </remarks>
internal static class WeightCopy
{
    /// <summary>A linear layer: units of its outputs and of its inputs.</summary>
    public static void Linear(Linear from, Linear to, int[] rows, int[] columns)
    {
        Copy(from.Weight, to.Weight, rows, columns);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                if (columns[column] == UnitSelection.New)
                {
                    to.Weight.Value.RowSpan(row)[column] = 0;
                }
            }
        }

        Table(from.Bias, to.Bias, [0], rows);
    }

    /// <summary>A layer norm: units of its features.</summary>
    public static void Norm(LayerNorm from, LayerNorm to, int[] features)
    {
        Table(from.Scale, to.Scale, [0], features);
        Table(from.Shift, to.Shift, [0], features);
    }

    /// <summary>A table, whose columns nothing within it reads: units of its rows and of its features.</summary>
    public static void Table(Parameter from, Parameter to, int[] rows, int[] columns) => Copy(from, to, rows, columns);

    /// <summary>A layer that puts each feature into the place of the unit that it is taken from; what the teacher lacks goes nowhere.</summary>
    /// <param name="features">For each input its unit.</param>
    /// <param name="to">A layer of as many inputs, and an output for each of the teacher's units.</param>
    public static void Places(int[] features, Linear to)
    {
        to.Weight.ValueSpan.Clear();
        to.Bias.ValueSpan.Clear();
        for (var feature = 0; feature < features.Length; feature++)
        {
            if (features[feature] != UnitSelection.New)
            {
                to.Weight.Value.RowSpan(features[feature])[feature] = 1;
            }
        }
    }

    private static void Copy(Parameter from, Parameter to, int[] rows, int[] columns)
    {
        var (copied, kept) = (new MeanSquare(), new MeanSquare());
        for (var row = 0; row < rows.Length; row++)
        {
            var target = to.Value.RowSpan(row);
            for (var column = 0; column < columns.Length; column++)
            {
                if (rows[row] == UnitSelection.New || columns[column] == UnitSelection.New)
                {
                    kept.Add(target[column]);
                }
                else
                {
                    target[column] = from.Value.RowSpan(rows[row])[columns[column]];
                    copied.Add(target[column]);
                }
            }
        }

        if (kept.Root > 0 && copied.Root > 0)
        {
            ScaleNew(to, rows, columns, (float)(copied.Root / kept.Root));
        }
    }

    private static void ScaleNew(Parameter to, int[] rows, int[] columns, float factor)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            var target = to.Value.RowSpan(row);
            for (var column = 0; column < columns.Length; column++)
            {
                target[column] *= rows[row] == UnitSelection.New || columns[column] == UnitSelection.New ? factor : 1;
            }
        }
    }

    /// <summary>The root of the mean of squares.</summary>
    private sealed class MeanSquare
    {
        private double _sum;
        private long _count;

        public double Root => _count == 0 ? 0 : Math.Sqrt(_sum / _count);

        public void Add(double value)
        {
            _sum += value * value;
            _count++;
        }
    }
}
