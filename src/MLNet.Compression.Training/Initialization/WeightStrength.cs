using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Initialization;

/// <summary>How much weight a feature has: sums of squares, and products of the L2 norms before and after a feature.</summary>
internal static class WeightStrength
{
    /// <summary>Σ over rows of w², one value a column.</summary>
    public static double[] OfColumns(Parameter weight)
    {
        var sums = new double[weight.Columns];
        for (var row = 0; row < weight.Rows; row++)
        {
            var values = weight.Value.RowSpan(row);
            for (var column = 0; column < sums.Length; column++)
            {
                sums[column] += (double)values[column] * values[column];
            }
        }

        return sums;
    }

    /// <summary>Σ over columns of w², one value a row.</summary>
    public static double[] OfRows(Parameter weight)
    {
        var sums = new double[weight.Rows];
        for (var row = 0; row < sums.Length; row++)
        {
            sums[row] = TensorPrimitives.SumOfSquares<float>(weight.Value.RowSpan(row));
        }

        return sums;
    }

    /// <summary>For each feed-forward neuron the product of the norms of its incoming and outgoing weights.</summary>
    public static double[] OfNeurons(BertLayer layer) => Products(OfRows(layer.Intermediate.Weight), OfColumns(layer.Output.Weight));

    /// <summary>sqrt(a · b), element by element: of sums of squares the product of norms.</summary>
    public static double[] Products(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var products = new double[a.Length];
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = Math.Sqrt(a[i] * b[i]);
        }

        return products;
    }
}
